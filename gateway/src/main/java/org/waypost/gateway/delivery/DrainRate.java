package org.waypost.gateway.delivery;

/**
 * How many replies a second a peer takes: the configured rate at first, then what is measured while replies wait for it.
 * While none waits, a low count says nothing about what the peer could take.
 *
 * <p>Immutable.
 *
 * @param perSecond replies a second, more than 0
 */
record DrainRate(double perSecond) {
    /** Weight of the newest second. */
    private static final double NEWEST = 0.3;

    /** However slow a peer seems, it is believed to take one reply in ten seconds. */
    private static final double LEAST = 0.1;

    DrainRate {
        if (!(perSecond >= LEAST)) {
            perSecond = LEAST;
        }
    }

    /**
     * After a stretch of time.
     *
     * @param settled replies that ended in it
     * @param seconds how long it was, more than 0
     * @param busy whether replies waited all the time
     */
    DrainRate after(long settled, double seconds, boolean busy) {
        double measured = settled / seconds;
        if (!busy) {
            return measured > perSecond ? new DrainRate(measured) : this;
        }
        return new DrainRate((1 - NEWEST) * perSecond + NEWEST * measured);
    }
}
