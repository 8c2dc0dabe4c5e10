package org.waypost.gateway.delivery;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.store.OpenReply;
import org.waypost.gateway.store.Progress;

/**
 * Replies to one peer: a bounded number in memory, marked in the store as being sent; the rest waits there.
 *
 * <p>While more replies wait in the store than the peer has room for, new ones join them there, or they would overtake
 * them for ever.
 */
final class PeerQueue {
    private final String peer;
    private final int capacity;
    private final Backlog backlog;
    private final Queue<OpenReply> inMemory = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    /** Replies that wait in the store, as far as known; too many after some of them expired, never too few for long. */
    private final AtomicInteger stored = new AtomicInteger();
    /** Whether replies are due in the store, as far as known; they may be from an earlier run. */
    private volatile boolean due = true;

    /** Whether the store had more at the last look than there was room for. */
    private volatile boolean backlogged = true;

    private Instant nextLook = Instant.MIN;

    PeerQueue(String peer, int capacity, Backlog backlog) {
        this.peer = peer;
        this.capacity = capacity;
        this.backlog = backlog;
    }

    String peer() {
        return peer;
    }

    Backlog backlog() {
        return backlog;
    }

    /** How many more may be handed over. Any thread. */
    int room() {
        return backlogged ? 0 : Math.max(0, capacity - size.get());
    }

    /** Any thread. */
    void add(OpenReply reply) {
        inMemory.add(reply);
        size.incrementAndGet();
        backlog.added(1);
    }

    /** Replies wait in the store. Any thread. */
    void waiting(int count) {
        backlog.added(count);
        stored.addAndGet(count);
        due = true;
    }

    @Nullable
    OpenReply next() {
        OpenReply next = inMemory.poll();
        if (next != null) {
            size.decrementAndGet();
        }
        return next;
    }

    /** Whether it is worth asking the store: something is known to wait, or nobody looked for a while. */
    boolean mayWait(Instant now) {
        return due || !now.isBefore(nextLook);
    }

    /** The store is about to be asked; who finds out from now on that replies wait there is heard. */
    void looking(Instant next) {
        due = false;
        nextLook = next;
    }

    /**
     * The store gave replies.
     *
     * @param more whether it has more than there was room for
     */
    void found(int count, boolean more) {
        stored.accumulateAndGet(count, (before, taken) -> Math.max(0, before - taken));
        if (count > 0) {
            due = true;
        }
        backlogged = more;
    }

    /** The store could not be asked. */
    void missed() {
        due = true;
        backlogged = true;
    }

    /** An outcome is written; where it ended a reply, one to the same sender may have waited for that. */
    void settled(Progress progress) {
        if (progress.state().terminal()) {
            backlog.ended(1);
            if (stored.get() > 0) {
                due = true;
            }
        } else if (progress.nextAt().isBefore(nextLook)) {
            nextLook = progress.nextAt();
        }
    }
}
