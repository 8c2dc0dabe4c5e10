package org.waypost.simulator.handset;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.Submission;

/** The phone of one number, reachable through an SMSC. Safe for use by any thread. */
public final class Handset implements AutoCloseable {
    /** Messages that wait to be read; beyond, the phone is full. */
    public static final int INBOX_CAPACITY = 64;

    private final String number;
    private final Smsc smsc;
    private final LongSupplier nanoTime;
    private final SegmentJoiner joiner = new SegmentJoiner();
    private final BlockingQueue<Received> inbox = new ArrayBlockingQueue<>(INBOX_CAPACITY);
    private final AtomicInteger texts = new AtomicInteger();

    /**
     * Switches the phone on.
     *
     * @param number with or without the plus sign; without a country code, China's
     * @param nanoTime the clock by which messages are timed
     */
    public Handset(String number, Smsc smsc, LongSupplier nanoTime) {
        this.number = Smsc.canonical(number);
        this.smsc = smsc;
        this.nanoTime = nanoTime;
        smsc.attach(this.number, this::take);
    }

    private synchronized boolean take(ShortMessage message) {
        if (inbox.remainingCapacity() == 0) {
            return false;
        }
        joiner.add(message)
                .ifPresent(whole ->
                        inbox.add(new Received(whole.from(), whole.text(), whole.segments(), nanoTime.getAsLong())));
        return true;
    }

    /**
     * Sends a text, in as many segments as it needs, and waits for each to be acknowledged.
     *
     * @return the answer to the last segment sent; nothing is sent after one that was not acknowledged
     */
    public Submission text(String to, String text) {
        Submission last = new Submission.Unanswered("nothing sent");
        for (ShortMessage segment : Typing.segments(number, to, text, texts.getAndIncrement() & 0xFF)) {
            last = smsc.submit(segment);
            if (!(last instanceof Submission.Acknowledged)) {
                break;
            }
        }
        return last;
    }

    /** Waits for the next message. */
    public Optional<Received> await(Duration patience) throws InterruptedException {
        return Optional.ofNullable(inbox.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Switches the phone off. */
    @Override
    public void close() {
        smsc.detach(number);
    }
}
