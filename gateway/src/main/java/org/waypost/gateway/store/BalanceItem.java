package org.waypost.gateway.store;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What the balance counts (contract D15). */
public enum BalanceItem {
    /** Parts and messages that a peer was told are stored. */
    ACKNOWLEDGED,
    /** Whole messages, decided. */
    MESSAGE,
    /** Parts beyond the first of a message that was joined. */
    JOINED_PART,
    /** Parts whose message never became whole. */
    ABANDONED_PART,
    /** What came once more and had no second effect. */
    REPEAT,
    /** Delivery receipts. */
    RECEIPT,
    /** Messages without a reply, by policy. */
    SILENT,
    /** Replies the peer has. */
    DELIVERED,
    /** Replies the peer never will have, or whose retries were used up, or whose text could not be read. */
    FAILED,
    /** Replies that were too old to be of use. */
    EXPIRED,
    /** Replies ended before they left: consent was withdrawn, or an operator canceled them. */
    WITHDRAWN,
    /** Replies that left, and whether they arrived stayed unknown. */
    UNCERTAIN;

    /** How a message may end. */
    static final Set<BalanceItem> FATES = Collections.unmodifiableSet(EnumSet.range(SILENT, UNCERTAIN));
}
