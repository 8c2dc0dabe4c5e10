package org.waypost.simulator.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waypost.simulator.handset.Segment;

/**
 * A reply as it came: all deliveries of one text to one number with one reference, copies included.
 *
 * @param question whose reply it is; null where no question of that number is known by its text
 * @param to the number
 * @param total how many segments the text has
 * @param arrivals in the order they came
 * @param altered whether it is a second version of a text and no other question's reply
 */
record SeenReply(@Nullable Question question, String to, int total, List<Arrival> arrivals, boolean altered) {
    private static final int BEGINNING = 40;

    /** One delivery, with its place among all. */
    record Arrival(int place, Delivery delivery, Segment segment) {
        boolean sameText(Arrival other) {
            return segment.text().equals(other.segment.text());
        }
    }

    /** What tells one text from another; the octets only where there is no reference. */
    private record Identity(String to, String from, int total, int reference, String text) {}

    /** All replies of a history, in the order of their first segment. */
    static List<SeenReply> in(History history) {
        Map<Identity, List<List<Arrival>>> texts = new LinkedHashMap<>();
        int place = 0;
        for (Delivery delivery : history.deliveries()) {
            Segment segment = Segment.of(delivery.message());
            Identity identity = new Identity(
                    delivery.message().to(),
                    delivery.message().from(),
                    segment.total(),
                    segment.reference(),
                    segment.total() <= 1 ? segment.text() : "");
            Arrival arrival = new Arrival(place++, delivery, segment);
            version(texts.computeIfAbsent(identity, i -> new ArrayList<>()), arrival)
                    .add(arrival);
        }
        List<SeenReply> replies = new ArrayList<>();
        texts.forEach((identity, versions) -> {
            Set<Question> known = new HashSet<>();
            for (List<Arrival> arrivals : versions) {
                Question question = question(history, identity, arrivals);
                boolean another = question != null && known.add(question);
                replies.add(new SeenReply(
                        question, identity.to, identity.total, arrivals, versions.size() > 1 && !another));
            }
        });
        return replies;
    }

    /**
     * Where an arrival belongs: the latest text with this very segment, or the latest that lacks it. References come round
     * after 256 texts, so two texts to one number may have the same.
     */
    private static List<Arrival> version(List<List<Arrival>> versions, Arrival arrival) {
        for (boolean same : new boolean[] {true, false}) {
            for (int i = versions.size() - 1; i >= 0; i--) {
                Optional<Arrival> there = versions.get(i).stream()
                        .filter(a -> a.segment().part() == arrival.segment().part())
                        .findFirst();
                if (same ? there.isPresent() && there.get().sameText(arrival) : there.isEmpty()) {
                    return versions.get(i);
                }
            }
        }
        List<Arrival> fresh = new ArrayList<>();
        versions.add(fresh);
        return fresh;
    }

    private static @Nullable Question question(History history, Identity identity, List<Arrival> arrivals) {
        String text = text(arrivals);
        return history.questionsOf(identity.to).stream()
                .filter(q -> q.shortCode().equals(identity.from) && text.contains(q.marker()))
                .findFirst()
                .orElse(null);
    }

    /** As far as it is here, from the first copy of each segment. */
    private static String text(List<Arrival> arrivals) {
        Map<Integer, String> parts = new TreeMap<>();
        arrivals.forEach(a -> parts.putIfAbsent(a.segment().part(), a.segment().text()));
        return String.join("", parts.values());
    }

    /** How it begins, every digit masked. */
    String beginning() {
        String text = text(arrivals);
        return text.substring(0, Math.min(BEGINNING, text.length())).replaceAll("[0-9]", "*");
    }

    /** The copies of each segment, by its number. */
    Map<Integer, List<Arrival>> copies() {
        return arrivals.stream()
                .collect(Collectors.groupingBy(a -> a.segment().part(), TreeMap::new, Collectors.toList()));
    }

    /** Whether every segment was taken at least once. */
    boolean whole() {
        return copies().values().stream()
                        .filter(copies ->
                                copies.stream().anyMatch(a -> a.delivery().taken()))
                        .count()
                >= total;
    }

    int firstPlace() {
        return arrivals.stream().mapToInt(Arrival::place).min().orElseThrow();
    }

    Arrival last() {
        return arrivals.stream().max(Comparator.comparingInt(Arrival::place)).orElseThrow();
    }
}
