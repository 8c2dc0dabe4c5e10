package org.waypost.gateway.smpp.exchange;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.message.Verdict;

/** Answers every part at once, on the thread that brings it, and remembers what it was told. */
final class AcknowledgingIntake implements Intake {
    final BlockingQueue<InboundPart> parts = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> confirmed = new LinkedBlockingQueue<>();
    final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
    final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    final BlockingQueue<String> receivable = new LinkedBlockingQueue<>();
    private final AtomicLong questions = new AtomicLong();
    private final Function<InboundPart, Verdict> verdict;

    record Taken(String peer, String messageId, long question) {}

    AcknowledgingIntake() {
        this.verdict = part -> new Verdict.Accepted(questions.incrementAndGet());
    }

    AcknowledgingIntake(Function<InboundPart, Verdict> verdict) {
        this.verdict = verdict;
    }

    @Override
    public void accept(InboundPart part, Consumer<Verdict> answer) {
        parts.add(part);
        answer.accept(verdict.apply(part));
    }

    @Override
    public void confirmed(long question) {
        confirmed.add(question);
    }

    @Override
    public void taken(String peer, String messageId, long question) {
        taken.add(new Taken(peer, messageId, question));
    }

    @Override
    public void receipt(String peer, Receipt receipt) {
        receipts.add(receipt);
    }

    @Override
    public void receivable(String peer) {
        receivable.add(peer);
    }
}
