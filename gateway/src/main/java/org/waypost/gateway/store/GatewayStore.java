package org.waypost.gateway.store;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.authorization.Registration;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;

/**
 * What the gateway keeps. Every method blocks; none may be called on an event loop. Safe for use by any thread.
 *
 * <p>When a method returns normally, what it wrote is on stable storage (contract D1), but for {@link #inBatch} and
 * {@link #settle}, which {@link #force} completes.
 */
public interface GatewayStore extends AutoCloseable {
    /** What happens inside a batch's transaction. */
    @FunctionalInterface
    interface BatchWork<T> {
        T run(BatchTransaction transaction) throws StoreUnavailableException;
    }

    /**
     * No more replies than this are taken by one {@link #claim}. On H2 the lanes and the courier write in turn, and the courier
     * claims with every second turn of its own: with less than two batches of two lanes, a backlog would grow for as long
     * as the lanes are busy.
     */
    int LARGEST_CLAIM = 1024;

    /** In the balance, where others have the number of their lane: what the courier counts. */
    int COURIER = -1;

    /** In the balance: what staff and their commands count. */
    int STAFF = -2;

    /**
     * Runs one batch in one transaction and commits it; rolls back if the work throws. That it is on stable storage is sure
     * after {@link #force}.
     *
     * @param lane from 0; batches of one lane run one after the other
     */
    <T> T inBatch(int lane, BatchWork<T> work) throws StoreUnavailableException;

    /**
     * Takes open replies for sending: the oldest of each sender, due by now, as many as have room together. From now on
     * they are {@link ReplyState#SENDING}. A reply whose text cannot be opened becomes {@link ReplyState#FAILED}.
     *
     * @param room segments the peer can take; at least one reply is taken even if it has more
     */
    List<OpenReply> claim(String peer, Instant now, int room) throws StoreUnavailableException;

    /**
     * Writes what became of replies. A kill of the process finds it written; that it is on stable storage is sure after
     * {@link #force} only, or after anything else that is written later. What a power failure takes back counts as an
     * unknown outcome.
     */
    void settle(List<Progress> progress) throws StoreUnavailableException;

    /** Puts what was committed so far on stable storage, unless that has happened already. */
    void force() throws StoreUnavailableException;

    /** Replies that are committed as being sent and that nobody will send: they are open again at the next claim. */
    void release(Collection<OpenReply> replies);

    /** Ends open replies that are too old, and gives up parts whose message did not become whole; returns how many. */
    int expire(Instant now) throws StoreUnavailableException;

    /**
     * Frees a little of the space that an embedded database's file holds in vain; to be called every second.
     *
     * @return whether there was any
     */
    boolean reclaim() throws StoreUnavailableException;

    /**
     * Ends the unknown: replies that were being sent when the process ended are open again, or uncertain where the outcome
     * was unknown before. Called once, before anything is sent.
     *
     * @param unknownsAllowed unknown outcomes after which a reply is still sent again
     * @return how many replies were found so
     */
    int recover(int unknownsAllowed, Instant now) throws StoreUnavailableException;

    /** Number of replies for each peer that are not done. */
    Map<String, Long> open() throws StoreUnavailableException;

    /** What happened beside what stands in the tables, as of one moment. */
    Balance balance() throws StoreUnavailableException;

    /**
     * Replies that are not done, the oldest first.
     *
     * @param question those after this one; 0 for all
     * @param most of them
     */
    List<ReplyNote> notes(long question, int most) throws StoreUnavailableException;

    /** Makes an open reply due now; false if it is not there, or is being sent. */
    boolean requeue(long question, Instant now) throws StoreUnavailableException;

    /** Ends an open reply as withdrawn; false if it is not there, or is being sent. */
    boolean cancel(long question) throws StoreUnavailableException;

    /** A line of the register; what stands under an older pseudonym of the number moves to the one in force with it. */
    record RegisterLine(Pseudonyms subscriber, Registration registration) {}

    /** What a line of the register may tell of a subscriber. */
    enum RegisterColumn {
        ENDING("ending"),
        ACTIVE_FROM("active_from"),
        ACTIVE("active"),
        LANGUAGE("language");

        private final String column;

        RegisterColumn(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** The run of lines that belong to no full import. */
    long NO_RUN = 0;

    /** Inserts or replaces whole lines of the register in one transaction. */
    default void register(List<RegisterLine> lines, Instant now) throws StoreUnavailableException {
        register(lines, EnumSet.allOf(RegisterColumn.class), NO_RUN, now);
    }

    /**
     * Inserts or changes lines of the register in one transaction. Whoever is given up loses consents, open dialogue and
     * replies that have not left; how many consents that were stands in the audit.
     *
     * @param columns what the lines tell; the rest of a subscriber's line stays as it is
     * @param run the full import they belong to, or {@link #NO_RUN}
     */
    void register(List<RegisterLine> lines, Set<RegisterColumn> columns, long run, Instant now)
            throws StoreUnavailableException;

    /** Notes that a full import named these subscribers, without a change to their lines. */
    void named(Collection<Pseudonyms> subscribers, long run) throws StoreUnavailableException;

    /**
     * How a full import stands to the register.
     *
     * @param active subscribers
     * @param unnamed those of them whom the import did not name
     */
    record RegisterCount(long active, long unnamed) {}

    /** Counts for a full import. */
    RegisterCount count(long run) throws StoreUnavailableException;

    /**
     * Gives up active subscribers whom a full import did not name.
     *
     * @param most of them in this call
     * @return how many were given up; 0 when none is left
     */
    int deactivateUnnamed(long run, int most, Instant now) throws StoreUnavailableException;

    /** A sender's case file as it stands, without a lock; empty if neither the register nor a message ever named them. */
    Optional<CaseFile> file(Pseudonyms subscriber) throws StoreUnavailableException;

    /** What is known of the versions of the keys. */
    KeyRecords keys();

    /**
     * Appends to the audit outside a batch, for what staff do.
     *
     * @param subject whom it concerns; null for nobody
     */
    void audit(@Nullable Msisdn subject, List<AuditEntry> entries, Instant now) throws StoreUnavailableException;

    /** What a subscriber may ask of staff. */
    SubjectRecords subjects();

    /** The products that staff have stopped. */
    StoppedServices stoppedServices();

    /** Counts everything that is held. */
    Holdings holdings() throws StoreUnavailableException;

    /** Deletes everything, the tables with it; nothing but {@link #close} may follow. */
    void destroy() throws StoreUnavailableException;

    /** What has to go with time. */
    PastRecords past();

    /** Cities that staff want left out of answers. */
    Overrides overrides();

    /** How each chain of the audit stands that has pages or had some. */
    List<AuditState> auditStates() throws StoreUnavailableException;

    /**
     * Pages of one chain of the audit, in order.
     *
     * @param after those with a higher number
     */
    List<AuditPage> auditPages(long chain, long after, int most) throws StoreUnavailableException;

    /**
     * Replaces the beginning of each chain of the audit by a signed checkpoint.
     *
     * @param before pages written earlier go
     * @param most pages in this call, about
     * @return how many went; 0 when there are no more
     */
    int purgeAudit(Instant before, int most) throws StoreUnavailableException;

    @Override
    void close();
}
