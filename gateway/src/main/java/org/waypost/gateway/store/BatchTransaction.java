package org.waypost.gateway.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/** One batch inside its transaction. Confined to the thread that runs the {@link GatewayStore.BatchWork}. */
public interface BatchTransaction {
    /**
     * Locks the rows of these senders, in key order, and reads their case files. What stands under an older pseudonym of
     * theirs, file, open replies and waiting parts, is moved to the one in force.
     *
     * @return a file for each, by the pseudonym in force; a fresh one for who never wrote
     */
    Map<SubscriberKey, CaseFile> lock(Collection<Pseudonyms> senders) throws StoreUnavailableException;

    /** Ids for so many new questions, increasing, never given before. */
    long[] newQuestions(int count) throws StoreUnavailableException;

    /**
     * Keeps a part, encrypted.
     *
     * @return all parts of its message that are here by now, in order of their number; when it is complete they are gone
     *     from the store and the message is the caller's to answer
     */
    List<WaitingPart> keep(WaitingPart part) throws StoreUnavailableException;

    /**
     * Writes requests, questions, replies, case files, one audit page, and what the balance counts of it all.
     *
     * @param requests everything that is acknowledged now for the first time
     * @param repeats everything that is acknowledged once more
     * @param answers those of the requests that made a message whole
     * @return the replies that are written as being sent: the caller's to hand over after the commit
     */
    List<OpenReply> write(List<StoredRequest> requests, List<Repeat> repeats, List<StoredAnswer> answers)
            throws StoreUnavailableException;

    /**
     * What came once more.
     *
     * @param peer through whom
     * @param received when
     */
    record Repeat(String peer, Instant received) {}
}
