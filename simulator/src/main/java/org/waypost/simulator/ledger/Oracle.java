package org.waypost.simulator.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waypost.gateway.store.BalanceItem;
import org.waypost.gateway.store.ReplyNote;
import org.waypost.simulator.smsc.Submission;

/**
 * Judges a gateway by what crossed the wire and by its own books: nothing acknowledged is lost (D1), a question has one
 * effect (D4), a reply comes again only after an unknown outcome and then to the letter (D5), none comes late (D6), each
 * sender's come in order (D8), nothing is disclosed without an audit entry (P6), and the books agree with it all (D15).
 *
 * <p>How it works: a question without a whole reply must be open in the books, or be covered by what the books count as
 * ended otherwise. The books name no reply that has ended, so those are compared by number: one more missing than ended
 * otherwise, or one message fewer in the books than were acknowledged, means that something is lost, and each that is
 * missing is shown.
 */
public final class Oracle {
    /** How a reply may end without having come. */
    private static final List<BalanceItem> WITHOUT_REPLY = List.of(
            BalanceItem.SILENT, BalanceItem.FAILED, BalanceItem.EXPIRED, BalanceItem.WITHDRAWN, BalanceItem.UNCERTAIN);

    private final Promises promises;
    private final History history;
    private final Books books;
    private final List<SeenReply> replies;
    private final List<Violation> violations = new ArrayList<>();

    private Oracle(Promises promises, History history, Books books) {
        this.promises = promises;
        this.history = history;
        this.books = books;
        this.replies = SeenReply.in(history);
    }

    /** Every promise that was broken; nothing may be under way any more. */
    public static List<Violation> judge(Promises promises, History history, Books books) {
        Oracle oracle = new Oracle(promises, history, books);
        oracle.lost();
        oracle.effects();
        oracle.strangers();
        oracle.replies.forEach(new Copies(promises, history, oracle.violations)::judge);
        oracle.late();
        new SenderOrder(history, oracle.violations).judge(oracle.replies);
        oracle.unaudited();
        oracle.books();
        return List.copyOf(oracle.violations);
    }

    private void violated(String promise, String what, Question question) {
        violations.add(new Violation(promise, what, history.of(question)));
    }

    private void violated(String promise, String what) {
        violations.add(new Violation(promise, what, ""));
    }

    /** D1. */
    private void lost() {
        Set<Question> answered = new HashSet<>();
        replies.stream().filter(SeenReply::whole).forEach(reply -> {
            if (reply.question() != null) {
                answered.add(reply.question());
            }
        });
        Set<String> open = new HashSet<>();
        for (ReplyNote note : books.open()) {
            open.add("%016x".formatted(note.question()));
        }
        List<Question> missing = history.questions().stream()
                .filter(history::acknowledged)
                .filter(question -> !answered.contains(question))
                .filter(question -> messageIds(question).stream().noneMatch(open::contains))
                .toList();
        long ended = WITHOUT_REPLY.stream()
                .mapToLong(item -> books.balance().total(item))
                .sum();
        long unknown = acknowledged() - books.balance().total(BalanceItem.MESSAGE);
        if (missing.size() > ended || unknown > 0) {
            for (Question question : missing) {
                violated(
                        "D1",
                        "acknowledged, no reply seen, not open in the books (%d such questions, %d ended otherwise)"
                                .formatted(missing.size(), ended),
                        question);
            }
        }
    }

    private long acknowledged() {
        return history.questions().stream().filter(history::acknowledged).count();
    }

    private Set<String> messageIds(Question question) {
        Set<String> ids = new HashSet<>();
        for (int part = 1; part <= question.parts(); part++) {
            ids.addAll(history.messageIds(question, part));
        }
        return ids;
    }

    /** D4: one message id for each part, and of no two; one reply for each question. */
    private void effects() {
        Map<String, Question> owners = new HashMap<>();
        for (Question question : history.questions()) {
            for (int part = 1; part <= question.parts(); part++) {
                Set<String> ids = history.messageIds(question, part);
                if (ids.size() > 1) {
                    violated("D4", "part %d was stored %d times".formatted(part, ids.size()), question);
                }
                for (String id : ids) {
                    Question other = owners.putIfAbsent(id, question);
                    if (other != null) {
                        violated("D4", "a new message was taken for a repeat of " + other, question);
                    }
                }
            }
        }
        Map<Question, SeenReply> first = new HashMap<>();
        for (SeenReply reply : replies) {
            if (reply.question() != null && first.putIfAbsent(reply.question(), reply) != null) {
                violated("D4", "two replies to one question", reply.question());
            }
        }
    }

    /** D4: a whole text that answers nothing that was asked. */
    private void strangers() {
        for (SeenReply reply : replies) {
            if (reply.question() == null && reply.whole()) {
                List<Question> asked = history.questionsOf(reply.to());
                String what = "a text of %d segments that answers no question: %s"
                        .formatted(reply.total(), reply.beginning());
                if (asked.isEmpty()) {
                    violated("D4", what + ", to somebody who never asked");
                } else {
                    violated("D4", what, asked.get(asked.size() - 1));
                }
            }
        }
    }

    /** D6: counted from the last moment at which the question can have been received. */
    private void late() {
        for (SeenReply reply : replies) {
            Question question = reply.question();
            if (question == null) {
                continue;
            }
            long received = history.attempts(question).stream()
                    .mapToLong(Attempt::answered)
                    .max()
                    .orElse(Long.MAX_VALUE);
            long latest =
                    received + promises.timeToLive().plus(promises.transit()).toNanos();
            if (received != Long.MAX_VALUE && reply.last().delivery().seen() > latest) {
                violated(
                        "D6",
                        "a reply %.1f s after the question was received (time to live %s)"
                                .formatted((reply.last().delivery().seen() - received) / 1e9, promises.timeToLive()),
                        question);
            }
        }
    }

    /** P6. */
    private void unaudited() {
        long disclosed = replies.stream()
                .filter(SeenReply::whole)
                .map(SeenReply::question)
                .filter(question -> question != null && question.kind() == Question.Kind.DISCLOSING)
                .distinct()
                .count();
        if (disclosed > books.disclosures()) {
            violated(
                    "P6",
                    "%d disclosures seen, %d in the audit (expected no fewer)"
                            .formatted(disclosed, books.disclosures()));
        }
    }

    /** D15, and that the books know all that was seen. */
    private void books() {
        if (!books.balance().holds()) {
            violated(
                    "D15",
                    "%d parts and %d messages are unaccounted for in %s"
                            .formatted(
                                    books.balance().partsUnaccounted(),
                                    books.balance().messagesUnaccounted(),
                                    books.balance()));
        }
        atLeast("acknowledged parts", BalanceItem.ACKNOWLEDGED, history.acknowledgements());
        atLeast("messages", BalanceItem.MESSAGE, acknowledged());
        atMost(
                "messages",
                BalanceItem.MESSAGE,
                history.questions().stream().filter(this::handedOver).count());
        atMost(
                "replies delivered",
                BalanceItem.DELIVERED,
                replies.stream().filter(SeenReply::whole).count());
    }

    /** Whether the gateway can have the whole question: each part was tried, and not refused each time. */
    private boolean handedOver(Question question) {
        return history.attempts(question).stream()
                        .filter(a -> !(a.outcome() instanceof Submission.Refused refused) || mayHaveCommitted(refused))
                        .map(Attempt::part)
                        .distinct()
                        .count()
                == question.parts();
    }

    /** A temporary error may be told at the deadline, and the commit happen after it (contract D2). */
    private static boolean mayHaveCommitted(Submission.Refused refused) {
        return refused.status() == 0x14;
    }

    private void atLeast(String what, BalanceItem item, long seen) {
        long counted = books.balance().total(item);
        if (counted < seen) {
            violated("D1", "%d %s in the books (expected at least the %d seen)".formatted(counted, what, seen));
        }
    }

    private void atMost(String what, BalanceItem item, long seen) {
        long counted = books.balance().total(item);
        if (counted > seen) {
            String promise = item == BalanceItem.MESSAGE ? "D4" : "D15";
            violated(promise, "%d %s in the books (expected at most the %d seen)".formatted(counted, what, seen));
        }
    }
}
