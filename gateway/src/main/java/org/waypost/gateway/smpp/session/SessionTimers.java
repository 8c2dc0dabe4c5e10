package org.waypost.gateway.smpp.session;

import java.time.Duration;

/**
 * What a session waits for, and since when: a value fed with the time, which answers what is due. All times are nanoseconds
 * of one monotonic clock, {@link #NEVER} where nothing is waited for.
 *
 * @param heardAt when the last whole PDU came, or the connection was made
 * @param incompleteSince since when a PDU has begun and not ended
 * @param probedAt when enquire_link was sent, with nothing heard since
 * @param stalledSince since when the peer has not read what we wrote
 * @param overrunSince when the peer began to send more than its window
 * @param overrunAt when it last did
 * @param drainingSince since when we wait for what is outstanding
 */
record SessionTimers(
        long openedAt,
        long heardAt,
        long incompleteSince,
        long probedAt,
        long stalledSince,
        long overrunSince,
        long overrunAt,
        long drainingSince) {
    static final long NEVER = Long.MIN_VALUE;

    /** So long without a refusal and an overrun is over. */
    private static final Duration OVERRUN_PAUSE = Duration.ofSeconds(5);

    /** What is due. */
    enum Due {
        NOTHING,
        PROBE,
        UNBIND,
        CLOSE_UNBOUND,
        CLOSE_INCOMPLETE,
        CLOSE_SILENT,
        CLOSE_STALLED
    }

    static SessionTimers opened(long now) {
        return new SessionTimers(now, now, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER);
    }

    /** A whole PDU came. */
    SessionTimers heard(long now) {
        return new SessionTimers(openedAt, now, NEVER, NEVER, stalledSince, overrunSince, overrunAt, drainingSince);
    }

    /** Everything that had arrived is read; {@code incomplete} tells whether it ends within a PDU. */
    SessionTimers read(boolean incomplete, long now) {
        long since = !incomplete ? NEVER : incompleteSince == NEVER ? now : incompleteSince;
        return since == incompleteSince
                ? this
                : new SessionTimers(
                        openedAt, heardAt, since, probedAt, stalledSince, overrunSince, overrunAt, drainingSince);
    }

    SessionTimers probed(long now) {
        return new SessionTimers(
                openedAt, heardAt, incompleteSince, now, stalledSince, overrunSince, overrunAt, drainingSince);
    }

    /** The peer reads, or has stopped reading. While it does not, nothing else of it is judged, for we do not read either. */
    SessionTimers writable(boolean writable, long now) {
        long since = writable ? NEVER : stalledSince == NEVER ? now : stalledSince;
        return new SessionTimers(
                openedAt, heardAt, incompleteSince, probedAt, since, overrunSince, overrunAt, drainingSince);
    }

    /** A request beyond the peer's window was refused. */
    SessionTimers overran(long now) {
        boolean goesOn = overrunSince != NEVER && now - overrunAt < OVERRUN_PAUSE.toNanos();
        return new SessionTimers(
                openedAt,
                heardAt,
                incompleteSince,
                probedAt,
                stalledSince,
                goesOn ? overrunSince : now,
                now,
                drainingSince);
    }

    SessionTimers draining(long now) {
        return new SessionTimers(
                openedAt, heardAt, incompleteSince, probedAt, stalledSince, overrunSince, overrunAt, now);
    }

    /** Whether the peer has gone on sending too much for too long. */
    boolean overrunTooLong(Timings timings) {
        return overrunSince != NEVER
                && overrunAt - overrunSince >= timings.overrun().toNanos();
    }

    Due due(SessionState state, Timings timings, long now) {
        if (stalledSince != NEVER) {
            return passed(timings.stall(), stalledSince, now) ? Due.CLOSE_STALLED : Due.NOTHING;
        }
        if (state == SessionState.OPEN && passed(timings.bind(), openedAt, now)) {
            return Due.CLOSE_UNBOUND;
        }
        if (passed(timings.pdu(), incompleteSince, now)) {
            return Due.CLOSE_INCOMPLETE;
        }
        if (passed(timings.response(), probedAt, now)) {
            return Due.CLOSE_SILENT;
        }
        if (state.isBound() && passed(timings.drain(), drainingSince, now)) {
            return Due.UNBIND;
        }
        boolean probing = probedAt != NEVER;
        return state.isBound() && !probing && passed(timings.inactivity(), heardAt, now) ? Due.PROBE : Due.NOTHING;
    }

    private static boolean passed(Duration allowed, long since, long now) {
        return since != NEVER && now - since >= allowed.toNanos();
    }
}
