package org.waypost.simulator.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.waypost.gateway.store.Balance;
import org.waypost.gateway.store.BalanceItem;
import org.waypost.gateway.store.BalanceLine;
import org.waypost.gateway.store.ReplyNote;
import org.waypost.gateway.store.ReplyState;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Submission;

/** A history told by a test, a millisecond between two events, with books that a test writes too. */
final class Story {
    static final String ALICE = "8613800138000";
    static final String BOB = "8613900139000";

    private final Ledger ledger = new Ledger();
    private final Map<BalanceItem, Long> counts = new EnumMap<>(BalanceItem.class);
    private final List<ReplyNote> open = new ArrayList<>();
    private long disclosures;
    private long now;
    private int ids = 0x400;

    /** Asks, and counts a message in the books. */
    Question asks(String sender, String shortCode, String marker) {
        return asks(sender, shortCode, marker, Question.Kind.PLAIN);
    }

    Question asks(String sender, String shortCode, String marker, Question.Kind kind) {
        return ledger.asks(sender, shortCode, 1, marker, kind);
    }

    /** The part is acknowledged under a new id, and stored. */
    long acknowledged(int session, Question question) {
        long id = ids++;
        acknowledged(session, question, id);
        count(BalanceItem.ACKNOWLEDGED, 1);
        count(BalanceItem.MESSAGE, 1);
        return id;
    }

    void acknowledged(int session, Question question, long id) {
        tried(session, question, new Submission.Acknowledged("%016x".formatted(id)));
    }

    void tried(int session, Question question, Submission outcome) {
        long sent = tick();
        ledger.tried(question, 1, session, sent, tick(), outcome);
    }

    /** All segments of a reply come and are taken, and the books count it as delivered. */
    void answered(int session, Question question, int reference, String... segments) {
        comes(session, question, reference, segments);
        count(BalanceItem.DELIVERED, 1);
    }

    void comes(int session, Question question, int reference, String... segments) {
        for (int part = 1; part <= segments.length; part++) {
            segment(session, question, reference, segments.length, part, segments[part - 1], true);
        }
    }

    void segment(int session, Question question, int reference, int total, int part, String text, boolean taken) {
        byte[] characters = text.getBytes(StandardCharsets.UTF_16BE);
        byte[] octets = characters;
        if (total > 1) {
            octets = new byte[6 + characters.length];
            System.arraycopy(new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) part}, 0, octets, 0, 6);
            System.arraycopy(characters, 0, octets, 6, characters.length);
        }
        ledger.saw(
                session,
                tick(),
                new ShortMessage(question.shortCode(), question.sender(), 8, total > 1, octets),
                taken);
    }

    void count(BalanceItem item, long more) {
        counts.merge(item, more, Long::sum);
    }

    void disclosed() {
        disclosures++;
    }

    void open(long id, Question question) {
        Instant at = Instant.EPOCH;
        open.add(new ReplyNote(
                id,
                "smsc",
                question.shortCode(),
                Msisdn.ofDigits(question.sender()),
                "answer",
                ReplyState.OPEN,
                0,
                0,
                at,
                at,
                at));
    }

    void passes(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private long tick() {
        now += TimeUnit.MILLISECONDS.toNanos(1);
        return now;
    }

    List<Violation> judged() {
        List<BalanceLine> lines = counts.entrySet().stream()
                .map(e -> new BalanceLine(LocalDate.EPOCH, "node", 0, "smsc", e.getKey(), e.getValue()))
                .toList();
        return Oracle.judge(
                Promises.DEFAULT,
                ledger.history(),
                new Books(new Balance(lines, open.size(), 0, 0), open, disclosures));
    }
}
