package org.waypost.gateway.upkeep;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.authorization.Tally;
import org.waypost.gateway.store.Dossier;
import org.waypost.gateway.store.WaitingPart;
import org.waypost.itinerary.KeptDay;
import org.waypost.itinerary.model.Msisdn;

/**
 * Everything that is held about one number, for the person it belongs to: as JSON for programs and as text to read. It
 * holds places and texts in clear, and so is whatever it is written to. The number itself is masked: whoever
 * asked knows it.
 *
 * @param number about whom
 * @param at as of when
 */
public record SubjectExport(Msisdn number, Instant at, Dossier dossier, List<KeptDay> days) {
    public SubjectExport {
        days = List.copyOf(days);
    }

    /** Says nothing of what it holds. */
    @Override
    public String toString() {
        return "%s: days with a track %d, open replies %d, waiting parts %d, requests %d, case file %s, register line %s"
                .formatted(
                        number,
                        days.size(),
                        dossier.replies().size(),
                        dossier.parts().size(),
                        dossier.requests(),
                        dossier.file() == null ? "no" : "yes",
                        dossier.file() == null || dossier.file().registration() == null ? "no" : "yes");
    }

    public String json() {
        return WrittenTree.json(tree());
    }

    public String text() {
        return WrittenTree.text(tree());
    }

    private Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("number", number.masked());
        tree.put("as of", at.toString());
        CaseFile file = dossier.file();
        tree.put("register", file == null ? Map.of() : register(file.registration()));
        tree.put("consents", file == null ? List.of() : consents(file));
        tree.put("dialogue", file == null ? Map.of() : dialogue(file));
        tree.put("limits", file == null ? Map.of() : limits(file.tally()));
        tree.put("latest message", file == null ? Map.of() : latest(file));
        tree.put(
                "cities left out of answers",
                file == null
                        ? List.of()
                        : file.overrides().all().stream()
                                .map(o -> "%s, %s to %s".formatted(o.city(), o.first(), o.last()))
                                .toList());
        tree.put(
                "open replies",
                dossier.replies().stream().map(SubjectExport::reply).toList());
        tree.put(
                "parts of messages that are not whole",
                dossier.parts().stream().map(SubjectExport::part).toList());
        tree.put("requests remembered against repeats", dossier.requests());
        tree.put("days", days.stream().map(SubjectExport::day).toList());
        tree.put("audit", "what was done with these data: waypost audit show NUMBER");
        return tree;
    }

    private static Map<String, Object> register(@Nullable Registration registration) {
        if (registration == null) {
            return Map.of();
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("active", registration.active());
        put(tree, "active from", registration.activeFrom());
        put(
                tree,
                "language",
                registration.language() == null ? null : registration.language().tag());
        tree.put("ID ending", registration.ending() == null ? "none" : "as a keyed digest, not readable by anybody");
        return tree;
    }

    private static List<Object> consents(CaseFile file) {
        List<Object> consents = new ArrayList<>();
        file.consents().values().forEach(consent -> {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("service", consent.service());
            tree.put("given", consent.at().toString());
            tree.put("through", consent.channel());
            tree.put("version of the text", consent.wording());
            consents.add(tree);
        });
        return consents;
    }

    private static Map<String, Object> dialogue(CaseFile file) {
        if (file.dialogue() == null) {
            return Map.of();
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("service", file.dialogue().service());
        tree.put("peer", file.dialogue().peer());
        tree.put("short code", file.dialogue().shortCode());
        tree.put("waits for", file.dialogue().step().name().toLowerCase(Locale.ROOT));
        tree.put("language", file.dialogue().language().tag());
        tree.put("expires", file.dialogue().expires().toString());
        return tree;
    }

    private static Map<String, Object> limits(Tally tally) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "recent replies",
                tally.recentReplies().stream().map(Instant::toString).toList());
        put(tree, "latest day with a reply", tally.replyDay());
        tree.put("replies on that day", tally.repliesOnDay());
        put(tree, "latest help", tally.lastHelp());
        tally.perPeer().forEach((peer, counted) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("day", counted.day().toString());
            one.put("itineraries", counted.itineraries());
            one.put("wrong ID endings", counted.wrongEndings());
            put(one, "latest wrong ID ending", counted.lastWrong());
            tree.put("through " + peer, one);
        });
        return tree;
    }

    private static Map<String, Object> latest(CaseFile file) {
        if (file.last() == null) {
            return Map.of();
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("received", file.last().at().toString());
        tree.put("text", "as a keyed digest, not readable by anybody");
        return tree;
    }

    private static Map<String, Object> reply(Dossier.HeldReply reply) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("from", reply.note().shortCode());
        tree.put("through", reply.note().peer());
        tree.put("state", reply.note().state().name().toLowerCase(Locale.ROOT));
        tree.put("why", reply.note().reason());
        tree.put("received", reply.note().received().toString());
        tree.put("expires", reply.note().expires().toString());
        tree.put("text", reply.text());
        return tree;
    }

    private static Map<String, Object> part(WaitingPart part) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("to", part.shortCode());
        tree.put("through", part.peer());
        tree.put("part", part.place());
        tree.put("received", part.received().toString());
        tree.put("text", part.text());
        return tree;
    }

    private static Map<String, Object> day(KeptDay day) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("day", day.day().toString());
        tree.put(
                "sightings",
                day.sightings().stream().map(SubjectExport::sighting).toList());
        return tree;
    }

    private static Map<String, Object> sighting(KeptDay.Sighting sighting) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "place",
                sighting.place().map(p -> p.chinese() + " " + p.english()).orElse(sighting.code()));
        tree.put("by", sighting.kind());
        tree.put(
                "minutes",
                String.join(
                        " ",
                        sighting.minutes().stream().map(LocalTime::toString).toList()));
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, @Nullable Object value) {
        if (value != null) {
            tree.put(name, value.toString());
        }
    }
}
