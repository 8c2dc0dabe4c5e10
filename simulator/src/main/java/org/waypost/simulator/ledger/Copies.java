package org.waypost.simulator.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waypost.simulator.ledger.SeenReply.Arrival;

/**
 * D5: after a definite answer never again; after an unknown outcome again as often as is allowed, and to the letter. A
 * refusal is a definite answer too, but one that asks for another try.
 *
 * <p>On one session answers arrive in order, so a segment that comes a second time on it comes after its answer. On another
 * session the answer may have been lost with the first one, unless so much followed on that one that it must have arrived.
 */
final class Copies {
    private final Promises promises;
    private final History history;
    private final List<Violation> violations;
    /** For each session, the places of what was taken on it. */
    private final Map<Integer, List<Integer>> taken = new HashMap<>();

    Copies(Promises promises, History history, List<Violation> violations) {
        this.promises = promises;
        this.history = history;
        this.violations = violations;
        for (int place = 0; place < history.deliveries().size(); place++) {
            Delivery delivery = history.deliveries().get(place);
            if (delivery.taken()) {
                taken.computeIfAbsent(delivery.session(), s -> new ArrayList<>())
                        .add(place);
            }
        }
    }

    void judge(SeenReply reply) {
        if (reply.altered()) {
            violated(reply, "a text came in two versions");
        }
        for (Map.Entry<Integer, List<Arrival>> copies : reply.copies().entrySet()) {
            identical(reply, copies.getKey(), copies.getValue());
            counted(reply, copies.getKey(), copies.getValue());
        }
        afterAnAnswer(reply);
    }

    private void violated(SeenReply reply, String what) {
        Question question = reply.question();
        violations.add(new Violation("D5", what, question == null ? "" : history.of(question)));
    }

    private void identical(SeenReply reply, int part, List<Arrival> copies) {
        Delivery first = copies.get(0).delivery();
        for (Arrival copy : copies) {
            if (!Arrays.equals(
                            first.message().octets(), copy.delivery().message().octets())
                    || first.message().dataCoding() != copy.delivery().message().dataCoding()) {
                violated(reply, "segment %d came in two versions".formatted(part));
                return;
            }
        }
    }

    private void counted(SeenReply reply, int part, List<Arrival> copies) {
        long count = copies.stream().filter(copy -> copy.delivery().taken()).count();
        if (count > 1 + promises.unknowns()) {
            violated(
                    reply,
                    "segment %d was taken %d times (expected at most %d)"
                            .formatted(part, count, 1 + promises.unknowns()));
        }
    }

    private void afterAnAnswer(SeenReply reply) {
        Map<Integer, Map<Integer, Integer>> bySession = new TreeMap<>();
        for (Arrival arrival : reply.arrivals()) {
            if (!arrival.delivery().taken()) {
                continue;
            }
            Map<Integer, Integer> parts =
                    bySession.computeIfAbsent(arrival.delivery().session(), s -> new TreeMap<>());
            if (parts.putIfAbsent(arrival.segment().part(), arrival.place()) != null) {
                violated(
                        reply,
                        "segment %d came again on the session on which it was answered"
                                .formatted(arrival.segment().part()));
                return;
            }
        }
        for (Map.Entry<Integer, Map<Integer, Integer>> session : bySession.entrySet()) {
            boolean whole = session.getValue().size() >= reply.total();
            int end = session.getValue().values().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElseThrow();
            boolean again =
                    reply.last().place() > end && reply.last().delivery().session() != session.getKey();
            if (whole && again && later(session.getKey(), end) >= promises.settledAfter()) {
                violated(
                        reply,
                        "came again although %d segments followed on the session on which it was answered"
                                .formatted(later(session.getKey(), end)));
                return;
            }
        }
    }

    /** How many segments were taken on a session after this place. */
    private long later(int session, int place) {
        return taken.getOrDefault(session, List.of()).stream()
                .filter(p -> p > place)
                .count();
    }
}
