package org.waypost.gateway.smpp.exchange;

/** What operators let a peer do, until they say otherwise or the process ends. */
public enum PeerState {
    /** Everything. */
    OPEN,
    /** No new questions, which are throttled; replies leave. */
    DRAINING,
    /** Nothing: sessions are unbound and new ones refused; replies wait in the store. */
    SUSPENDED
}
