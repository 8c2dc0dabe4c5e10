package org.waypost.gateway.reception;

/**
 * How many messages one batch may hold: half as many after one that took too long, twice as many again after a full one
 * that was quick. So a lane whose store, or whose processor, is slow still answers in time (contract D2, D11): with batches
 * that last as long as the deadline it would answer nobody.
 *
 * <p>Confined to the lane's thread.
 */
final class BatchSize {
    private final int most;
    private final long longest;
    private int limit;

    /**
     * @param most messages, at least 1
     * @param longest time one batch should take, in nanoseconds
     */
    BatchSize(int most, long longest) {
        this.most = most;
        this.longest = longest;
        this.limit = most;
    }

    int limit() {
        return limit;
    }

    /** A batch of so many messages took so many nanoseconds. */
    void took(int messages, long nanos) {
        if (nanos > longest) {
            limit = Math.max(1, Math.min(limit, messages) / 2);
        } else if (messages >= limit && nanos < longest / 2) {
            limit = Math.min(most, limit * 2);
        }
    }
}
