package org.waypost.simulator.ledger;

import org.waypost.simulator.smsc.ShortMessage;

/**
 * One segment as the SMSC got it.
 *
 * @param session on which session
 * @param seen monotonic nanoseconds
 * @param message the segment
 * @param taken whether it was answered with status 0; otherwise with a definite refusal
 */
public record Delivery(int session, long seen, ShortMessage message, boolean taken) {}
