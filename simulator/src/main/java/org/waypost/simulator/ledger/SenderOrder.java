package org.waypost.simulator.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waypost.simulator.ledger.SeenReply.Arrival;

/** D8: a sender's replies come one after the other, in the order of the questions, and each one's segments in order. */
final class SenderOrder {
    private final History history;
    private final List<Violation> violations;

    SenderOrder(History history, List<Violation> violations) {
        this.history = history;
        this.violations = violations;
    }

    void judge(List<SeenReply> replies) {
        Map<Question, SeenReply> byQuestion = new HashMap<>();
        for (SeenReply reply : replies) {
            segments(reply);
            if (reply.question() != null) {
                byQuestion.putIfAbsent(reply.question(), reply);
            }
        }
        for (String sender : history.senders()) {
            replies(history.questionsOf(sender).stream()
                    .filter(byQuestion::containsKey)
                    .map(byQuestion::get)
                    .toList());
        }
    }

    /** What a withdrawal ends may still be on its way on another session, and come after it. */
    private void replies(List<SeenReply> inOrder) {
        for (int i = 1; i < inOrder.size(); i++) {
            SeenReply earlier = inOrder.get(i - 1);
            SeenReply later = inOrder.get(i);
            Question question = later.question();
            if (question != null
                    && question.kind() != Question.Kind.WITHDRAWING
                    && earlier.last().place() > later.firstPlace()) {
                violations.add(new Violation(
                        "D8",
                        "its reply began before the one to %s had ended".formatted(earlier.question()),
                        history.of(question)));
            }
        }
    }

    /** A segment that was refused comes once more, after its neighbors. */
    private void segments(SeenReply reply) {
        if (reply.arrivals().stream().anyMatch(a -> !a.delivery().taken())) {
            return;
        }
        Map<Integer, Integer> latest = new HashMap<>();
        for (Arrival arrival : reply.arrivals()) {
            Integer before =
                    latest.put(arrival.delivery().session(), arrival.segment().part());
            if (before != null && before > arrival.segment().part() && reply.question() != null) {
                violations.add(new Violation(
                        "D8",
                        "segment %d came after segment %d"
                                .formatted(arrival.segment().part(), before),
                        history.of(reply.question())));
                return;
            }
        }
    }
}
