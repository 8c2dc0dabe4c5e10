package org.waypost.gateway.message;

import java.util.function.Consumer;

/** What a bearer tells the product. Every method returns at once and may be called on an event loop. */
public interface Intake {
    /**
     * Takes a part.
     *
     * @param answer called exactly once, on any thread, possibly before this method returns
     */
    void accept(InboundPart part, Consumer<Verdict> answer);

    /**
     * The peer has certainly seen the acknowledgement of this question: something came from it on the same session after
     * the acknowledgement was written. From now on the same text is a new question, not a repeat.
     */
    void confirmed(long question);

    /**
     * The peer has taken a segment of a reply.
     *
     * @param messageId what the peer calls it, and what a {@link Receipt} for it will name, perhaps in another spelling
     * @param question whose reply it belongs to
     */
    void taken(String peer, String messageId, long question);

    /** The peer reports what became of a segment it took earlier. Never a question (contract M14). */
    void receipt(String peer, Receipt receipt);

    /** A peer can receive replies from now on: a session that may carry them was bound, or its window has room again. */
    void receivable(String peer);
}
