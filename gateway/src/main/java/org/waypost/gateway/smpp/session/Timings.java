package org.waypost.gateway.smpp.session;

import java.time.Duration;

/**
 * How long a session waits for what.
 *
 * @param bind for the peer to bind, from the connection on
 * @param pdu for the rest of a PDU that has begun
 * @param inactivity without a sign of life, before enquire_link is sent
 * @param response for a response to what we sent; an enquire_link that gets none and hears nothing else ends the session
 * @param stall for a peer to read what we wrote
 * @param overrun how long a peer may go on sending more than its window, each time refused, before it is closed
 * @param drain for what is outstanding in both directions, before we unbind all the same
 */
public record Timings(
        Duration bind,
        Duration pdu,
        Duration inactivity,
        Duration response,
        Duration stall,
        Duration overrun,
        Duration drain) {
    /** A peer that fell silent is closed after inactivity and response together: 35 s, within the 40 s promised. */
    public static final Timings DEFAULT = new Timings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(25),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30));

    public Timings withInactivity(Duration replacement) {
        return new Timings(bind, pdu, replacement, response, stall, overrun, drain);
    }

    public Timings withResponse(Duration replacement) {
        return new Timings(bind, pdu, inactivity, replacement, stall, overrun, drain);
    }

    public Timings withStall(Duration replacement) {
        return new Timings(bind, pdu, inactivity, response, replacement, overrun, drain);
    }

    public Timings withOverrun(Duration replacement) {
        return new Timings(bind, pdu, inactivity, response, stall, replacement, drain);
    }

    public Timings withDrain(Duration replacement) {
        return new Timings(bind, pdu, inactivity, response, stall, overrun, replacement);
    }
}
