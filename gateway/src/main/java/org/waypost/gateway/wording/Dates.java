package org.waypost.gateway.wording;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.itinerary.model.Window;

/** Days, windows and rules in words. No locale of the machine takes part. */
final class Dates {
    private static final List<String> ENGLISH_MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private final Phrases phrases;

    Dates(Phrases phrases) {
        this.phrases = phrases;
    }

    String day(LocalDate day) {
        return phrases.say(
                Situation.DATE,
                Map.of(
                        "year", Integer.toString(day.getYear()),
                        "month", Integer.toString(day.getMonthValue()),
                        "day", Integer.toString(day.getDayOfMonth()),
                        "monthname", ENGLISH_MONTHS.get(day.getMonthValue() - 1)));
    }

    /** @param today the day of the question, from which days are counted back */
    String window(Window window, LocalDate today) {
        long nearest = today.toEpochDay() - window.last().toEpochDay();
        String first = day(window.first());
        String last = day(window.last());
        if (nearest == 1) {
            return phrases.say(
                    Situation.WINDOW_RECENT,
                    Map.of("days", Integer.toString(window.days()), "first", first, "last", last));
        }
        String farthest = Long.toString(today.toEpochDay() - window.first().toEpochDay());
        return phrases.say(
                Situation.WINDOW,
                Map.of("nearest", Long.toString(nearest), "farthest", farthest, "first", first, "last", last));
    }

    String windows(List<Window> windows, LocalDate today) {
        List<String> all = windows.stream().map(w -> window(w, today)).toList();
        return String.join(phrases.say(Situation.BETWEEN_PLACES), all);
    }

    String rule(Service service) {
        if (service.countsAnySighting()) {
            return phrases.say(Situation.RULE_ANY);
        }
        Situation situation = service.rules().inclusive() ? Situation.RULE_AT_LEAST : Situation.RULE_LONGER;
        return phrases.say(
                situation, Map.of("duration", duration(service.rules().shortestStay())));
    }

    private String duration(Duration duration) {
        List<String> parts = new ArrayList<>();
        if (duration.toHours() > 0) {
            parts.add(phrases.say(Situation.HOURS, Map.of("hours", Long.toString(duration.toHours()))));
        }
        if (duration.toMinutesPart() > 0) {
            parts.add(phrases.say(Situation.MINUTES, Map.of("minutes", Integer.toString(duration.toMinutesPart()))));
        }
        return String.join(phrases.language() == Language.CHINESE ? "" : " ", parts);
    }
}
