package org.waypost.gateway.store;

import java.time.Instant;

/**
 * A page of the audit.
 *
 * @param chain one lane of one start of one node
 * @param number from 1 within the chain
 * @param written the time of its last entry
 * @param entries how many there are
 * @param body a JSON object a line
 * @param mac over the page before and this one
 */
@SuppressWarnings("ArrayRecordComponent") // read and written, never compared
public record AuditPage(long chain, long number, Instant written, int entries, byte[] body, byte[] mac) {}
