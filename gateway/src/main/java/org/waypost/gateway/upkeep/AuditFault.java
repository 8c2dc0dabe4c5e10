package org.waypost.gateway.upkeep;

/**
 * Something in the audit that is not as it was written.
 *
 * @param kind what
 * @param where chain and page, or the file
 */
public record AuditFault(Kind kind, String where) {
    /** What can be wrong. */
    public enum Kind {
        CHANGED("the page, or the one before it, is not as it was written"),
        MISSING("pages before this one are missing"),
        CUT_BEGINNING("the chain does not begin with its first page, nor with a checkpoint"),
        CHECKPOINT_FORGED("the checkpoint was not made with the audit's key"),
        MISDATED("time or number of entries beside the page are not those in it"),
        DROPPED_END("the chain ends before where the heads file saw it end"),
        CHAIN_MISSING("the heads file knows the chain and the database does not"),
        HEAD_DIFFERS("the page is another one than the heads file saw"),
        HEADS_MISSING("the heads file is not there"),
        HEADS_CHANGED("the heads file was changed"),
        HEADS_OLD("the audit went on for minutes after the heads file was written last"),
        HEADS_YOUNG("the audit is older than the heads file, which begins later and says nothing of what was before");

        private final String explanation;

        Kind(String explanation) {
            this.explanation = explanation;
        }
    }

    @Override
    public String toString() {
        return "%s: %s (%s)".formatted(where, kind.explanation, kind);
    }
}
