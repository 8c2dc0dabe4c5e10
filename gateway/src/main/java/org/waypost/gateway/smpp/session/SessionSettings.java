package org.waypost.gateway.smpp.session;

import org.waypost.gateway.smpp.codec.FieldLimits;

/**
 * How a session behaves towards its peer.
 *
 * @param systemId our name in bind_resp, at most 15 characters
 * @param fieldLimits how long its strings may be
 * @param longestFrame in octets
 * @param inboundWindow how many requests of the peer may be unanswered at once; more are throttled
 * @param outboundWindow how many of our messages may be unanswered at once
 * @param takesDeliverSm whether an ESME may hand messages over as deliver_sm too, which SMPP leaves to the message centre
 * @param timings how long to wait for what
 */
public record SessionSettings(
        String systemId,
        FieldLimits fieldLimits,
        int longestFrame,
        int inboundWindow,
        int outboundWindow,
        boolean takesDeliverSm,
        Timings timings) {
    /** The longest frame before a peer is known: a bind needs no more. */
    public static final int LONGEST_FRAME_UNBOUND = 512;

    private static final int LONGEST_SYSTEM_ID = 15;

    public static final SessionSettings DEFAULT =
            new SessionSettings("waypost", FieldLimits.LENIENT, 64 * 1024, 100, 10, false, Timings.DEFAULT);

    public SessionSettings {
        if (systemId.length() > LONGEST_SYSTEM_ID) {
            throw new IllegalArgumentException(
                    "system_id of %d characters (expected at most %d)".formatted(systemId.length(), LONGEST_SYSTEM_ID));
        }
        atLeast(LONGEST_FRAME_UNBOUND, "longest frame", longestFrame);
        atLeast(1, "inbound window", inboundWindow);
        atLeast(1, "outbound window", outboundWindow);
    }

    private static void atLeast(int least, String what, int value) {
        if (value < least) {
            throw new IllegalArgumentException("%s %d (expected at least %d)".formatted(what, value, least));
        }
    }

    public SessionSettings withSystemId(String replacement) {
        return new SessionSettings(
                replacement, fieldLimits, longestFrame, inboundWindow, outboundWindow, takesDeliverSm, timings);
    }

    public SessionSettings withFieldLimits(FieldLimits replacement) {
        return new SessionSettings(
                systemId, replacement, longestFrame, inboundWindow, outboundWindow, takesDeliverSm, timings);
    }

    public SessionSettings withLongestFrame(int octets) {
        return new SessionSettings(
                systemId, fieldLimits, octets, inboundWindow, outboundWindow, takesDeliverSm, timings);
    }

    public SessionSettings withInboundWindow(int requests) {
        return new SessionSettings(
                systemId, fieldLimits, longestFrame, requests, outboundWindow, takesDeliverSm, timings);
    }

    public SessionSettings withOutboundWindow(int messages) {
        return new SessionSettings(
                systemId, fieldLimits, longestFrame, inboundWindow, messages, takesDeliverSm, timings);
    }

    public SessionSettings withDeliverSm(boolean taken) {
        return new SessionSettings(systemId, fieldLimits, longestFrame, inboundWindow, outboundWindow, taken, timings);
    }

    public SessionSettings withTimings(Timings replacement) {
        return new SessionSettings(
                systemId, fieldLimits, longestFrame, inboundWindow, outboundWindow, takesDeliverSm, replacement);
    }
}
