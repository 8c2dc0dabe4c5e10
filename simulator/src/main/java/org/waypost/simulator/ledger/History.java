package org.waypost.simulator.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.waypost.simulator.handset.Segment;
import org.waypost.simulator.smsc.Submission;

/** What happened on the wire, as it stood in the ledger at one moment. Immutable. */
public final class History {
    private final List<Question> questions;
    private final List<Delivery> deliveries;
    private final Map<Question, List<Attempt>> attempts = new HashMap<>();
    private final Map<String, List<Question>> bySender = new HashMap<>();

    /**
     * @param questions in the order they were asked
     * @param attempts in the order their outcome was known
     * @param deliveries in the order they came
     */
    History(List<Question> questions, List<Attempt> attempts, List<Delivery> deliveries) {
        this.questions = List.copyOf(questions);
        this.deliveries = List.copyOf(deliveries);
        for (Attempt attempt : attempts) {
            this.attempts
                    .computeIfAbsent(attempt.question(), q -> new ArrayList<>())
                    .add(attempt);
        }
        for (Question question : questions) {
            bySender.computeIfAbsent(question.sender(), s -> new ArrayList<>()).add(question);
        }
    }

    public List<Question> questions() {
        return questions;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<Attempt> attempts(Question question) {
        return attempts.getOrDefault(question, List.of());
    }

    /** In the order they were asked. */
    List<Question> questionsOf(String sender) {
        return bySender.getOrDefault(sender, List.of());
    }

    Set<String> senders() {
        return bySender.keySet();
    }

    /** Message ids that the gateway gave for a part; one, if all went well. */
    Set<String> messageIds(Question question, int part) {
        return attempts(question).stream()
                .filter(a -> a.part() == part)
                .map(Attempt::outcome)
                .filter(Submission.Acknowledged.class::isInstance)
                .map(outcome -> ((Submission.Acknowledged) outcome).messageId())
                .collect(Collectors.toSet());
    }

    /** Whether every part of the question was acknowledged. */
    public boolean acknowledged(Question question) {
        return IntStream.rangeClosed(1, question.parts())
                .noneMatch(part -> messageIds(question, part).isEmpty());
    }

    /** How many acknowledgements the SMSC has seen. */
    public long acknowledgements() {
        return count(Submission.Acknowledged.class);
    }

    /** How many attempts ended so. */
    public long count(Class<? extends Submission> outcome) {
        return attempts.values().stream()
                .flatMap(List::stream)
                .filter(a -> outcome.isInstance(a.outcome()))
                .count();
    }

    /** How many segments the SMSC did not take. */
    public long refusedDeliveries() {
        return deliveries.stream().filter(delivery -> !delivery.taken()).count();
    }

    /** How many events it tells of. */
    public int size() {
        return questions.size() + deliveries.size();
    }

    /** How many segments came that had come before, to the letter. */
    public long copies() {
        return deliveries.size()
                - deliveries.stream().map(Delivery::message).distinct().count();
    }

    private record Line(long at, String text) {}

    /** All that is known about a question and what came to its sender, one line for each event, numbers masked. */
    String of(Question question) {
        List<Line> lines = new ArrayList<>();
        for (Attempt attempt : attempts(question)) {
            lines.add(new Line(
                    attempt.sent(),
                    "session %d: part %d of %d, after %.1f ms %s"
                            .formatted(
                                    attempt.session(),
                                    attempt.part(),
                                    question.parts(),
                                    (attempt.answered() - attempt.sent()) / 1e6,
                                    attempt.outcome())));
        }
        for (Delivery delivery : deliveries) {
            if (delivery.message().to().equals(question.sender())) {
                Segment segment = Segment.of(delivery.message());
                lines.add(new Line(
                        delivery.seen(),
                        "session %d: from %s came segment %d of %d, reference %d, %s"
                                .formatted(
                                        delivery.session(),
                                        delivery.message().from(),
                                        segment.part(),
                                        segment.total(),
                                        segment.reference(),
                                        delivery.taken() ? "taken" : "refused")));
            }
        }
        lines.sort(Comparator.comparingLong(Line::at));
        long start = lines.isEmpty() ? 0 : lines.get(0).at();
        return lines.stream()
                .map(line -> String.format(Locale.ROOT, "    %+10.1f ms  %s", (line.at() - start) / 1e6, line.text()))
                .collect(Collectors.joining("\n", "  " + question + "\n", ""));
    }
}
