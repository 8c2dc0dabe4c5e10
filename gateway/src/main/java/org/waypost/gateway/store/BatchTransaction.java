package org.waypost.gateway.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.itinerary.model.SubscriberKey;

/** One batch inside its transaction. Confined to the thread that runs the {@link GatewayStore.BatchWork}. */
public interface BatchTransaction {
    /**
     * Locks the rows of these senders, in key order, and reads their case files.
     *
     * @return a file for each; a fresh one for who never wrote
     */
    Map<SubscriberKey, CaseFile> lock(SortedSet<SubscriberKey> senders) throws StoreUnavailableException;

    /**
     * Requests that are stored already.
     *
     * @param arrivals digests of {@link StoredAnswer#arrival()}, hexadecimal
     * @return the question of each one that is known
     */
    Map<String, Long> known(Collection<String> arrivals) throws StoreUnavailableException;

    /** Ids for so many new questions, increasing, never given before. */
    long[] newQuestions(int count) throws StoreUnavailableException;

    /**
     * Keeps a part, encrypted.
     *
     * @return all parts of its message that are here by now, in order of their number; when it is complete they are gone
     *     from the store and the message is the caller's to answer
     */
    List<WaitingPart> keep(WaitingPart part) throws StoreUnavailableException;

    /** Writes questions, replies, case files and one audit page. */
    void write(List<StoredAnswer> answers) throws StoreUnavailableException;
}
