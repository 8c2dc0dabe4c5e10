package org.waypost.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.CaseFile;

/**
 * Everything the gateway's tables hold about one number, but for the audit, which keeps its own pseudonym.
 *
 * @param file register line and case file; null if neither is there
 * @param replies that are not done, the oldest first
 * @param parts of messages that are not whole
 */
public record Dossier(@Nullable CaseFile file, List<HeldReply> replies, List<WaitingPart> parts) {
    public Dossier {
        replies = List.copyOf(replies);
        parts = List.copyOf(parts);
    }

    /** How many digests are remembered, so that a repeat of what they stand for is known. */
    public int requests() {
        return file == null ? 0 : file.acknowledged().size();
    }

    /**
     * A reply as its receiver may see it.
     *
     * @param note what staff may see of it
     * @param text the text
     */
    public record HeldReply(ReplyNote note, String text) {}
}
