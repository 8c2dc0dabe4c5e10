package org.waypost.gateway.query;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.stay.StayRules;

/**
 * A product: what a subscriber may text where, which steps follow, and what the answer covers. Data from the
 * configuration; adding one needs no code.
 *
 * @param name as the configuration, the audit and the metrics call it
 * @param shortCodes where it is asked; empty for every short code of the installation
 * @param promptCode a further number from which the ID ending is asked and at which it may be answered; null for none
 * @param keywords the first words that ask for it, at least one
 * @param asksEnding whether the last four characters of the ID are needed, with the keyword or as a text of their own
 * @param consent how the subscriber authorizes
 * @param windows whole days before today, disjoint, the nearest first
 * @param rules what counts as a stay
 * @param level how fine the answer is
 * @param order how its places are arranged
 * @param language the language where neither text nor register tells one
 * @param hotline the number a subscriber may call, as printed
 * @param signatures what every reply begins with, as carriers require, by language; none for a language not there
 * @param dialogueExpiry how long an open step waits
 * @param segments the most segments a reply may have
 * @param life when the product is offered
 */
public record Service(
        String name,
        List<String> shortCodes,
        @Nullable String promptCode,
        List<Keyword> keywords,
        boolean asksEnding,
        ConsentStep consent,
        List<DaysBack> windows,
        StayRules rules,
        Level level,
        Order order,
        Language language,
        String hotline,
        Map<Language, String> signatures,
        Duration dialogueExpiry,
        int segments,
        Life life) {

    public Service {
        shortCodes = List.copyOf(shortCodes);
        keywords = List.copyOf(keywords);
        windows = List.copyOf(windows);
        signatures = Map.copyOf(signatures);
        require(!keywords.isEmpty(), name, "no keyword (expected at least one)");
        require(!windows.isEmpty(), name, "no window (expected at least one)");
        for (int i = 1; i < windows.size(); i++) {
            require(
                    windows.get(i - 1).nearest() < windows.get(i).nearest(),
                    name,
                    "window %s stands before %s (expected the nearest first)"
                            .formatted(windows.get(i - 1), windows.get(i)));
            for (int j = 0; j < i; j++) {
                require(
                        !windows.get(i).overlaps(windows.get(j)),
                        name,
                        "windows %s and %s overlap (expected disjoint windows)"
                                .formatted(windows.get(j), windows.get(i)));
            }
        }
        require(segments >= 1 && segments <= 10, name, "segments %d (expected 1 to 10)".formatted(segments));
        require(
                dialogueExpiry.compareTo(Duration.ofMinutes(1)) >= 0
                        && dialogueExpiry.compareTo(Duration.ofDays(1)) <= 0,
                name,
                "dialogue-expiry %s (expected 1 min to 24 h)".formatted(dialogueExpiry));
    }

    private static void require(boolean holds, String service, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("service %s: %s".formatted(service, otherwise));
        }
    }

    /**
     * A first word.
     *
     * @param text normalized as {@link QueryGrammar#normalized} does
     * @param language the language its use tells; null where it tells none
     */
    public record Keyword(String text, @Nullable Language language) {}

    /** What counts as the subscriber's consent. */
    public enum ConsentStep {
        /** The query itself. */
        TEXT,
        /** A reply of {@code Y} to a text that says what will be disclosed. */
        REPLY
    }

    /** How fine an answer is. */
    public enum Level {
        CITY,
        PROVINCE,
        /** Provinces, their cities in brackets. */
        PROVINCE_WITH_CITIES
    }

    /** How the places of an answer are arranged. */
    public enum Order {
        /** The place left last comes first. */
        LAST_VISIT,
        /** By code, so that a province's cities stand together. */
        REGION
    }

    /**
     * When a product is offered, in days of the service zone.
     *
     * @param from first day; null for always
     * @param until last day; null for open-ended
     * @param stopped the stop switch: off at once, whatever the days say
     */
    public record Life(@Nullable LocalDate from, @Nullable LocalDate until, boolean stopped) {
        public static final Life UNLIMITED = new Life(null, null, false);

        public Life {
            if (from != null && until != null && until.isBefore(from)) {
                throw new IllegalArgumentException("until %s (expected not before from %s)".formatted(until, from));
            }
        }

        /** Whether the product has come to its end by this day, which nothing but another configuration brings back. */
        public boolean ended(LocalDate day) {
            return until != null && day.isAfter(until);
        }

        public boolean includes(LocalDate day) {
            return !stopped && (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
        }
    }

    /** Whether a text to this short code can ask for this product. */
    public boolean isAt(String shortCode) {
        return shortCodes.isEmpty() || shortCodes.contains(shortCode);
    }

    /** Whether an ID ending texted to this number belongs to a dialogue of this product. */
    public boolean hearsAt(String shortCode) {
        return isAt(shortCode) || shortCode.equals(promptCode);
    }

    /** The number of days the product looks back. */
    public int farthestDay() {
        return windows.stream().mapToInt(DaysBack::farthest).max().orElseThrow();
    }

    /** What a reply in this language begins with; may be empty. */
    public String signature(Language in) {
        return signatures.getOrDefault(in, "");
    }

    /** Whether any sighting counts, however short. */
    public boolean countsAnySighting() {
        return rules.inclusive() && rules.shortestStay().isZero();
    }
}
