package org.waypost.simulator.ledger;

import java.util.ArrayList;
import java.util.List;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Submission;

/** Everything that crossed the wire, in the order it did. Safe for use by any thread. */
public final class Ledger {
    private final List<Question> questions = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    /** A subscriber is about to ask. */
    public synchronized Question asks(String sender, String shortCode, int parts, String marker, Question.Kind kind) {
        Question question = new Question(questions.size() + 1, sender, shortCode, parts, marker, kind);
        questions.add(question);
        return question;
    }

    /** A part was handed over, and the outcome is known. */
    public synchronized void tried(
            Question question, int part, int session, long sent, long answered, Submission outcome) {
        attempts.add(new Attempt(question, part, session, sent, answered, outcome));
    }

    /** A segment has come; to be called before it is answered. */
    public synchronized void saw(int session, long seen, ShortMessage message, boolean taken) {
        deliveries.add(new Delivery(session, seen, message, taken));
    }

    /** What stands here by now. */
    public synchronized History history() {
        return new History(questions, attempts, deliveries);
    }
}
