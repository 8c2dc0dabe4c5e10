package org.waypost.gateway.reception;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.sms.LongMessage;
import org.waypost.gateway.sms.Segmenter;
import org.waypost.gateway.sms.UserData;
import org.waypost.gateway.store.BatchTransaction;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.OpenReply;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.store.StoredAnswer;
import org.waypost.gateway.store.StoredRequest;
import org.waypost.gateway.store.WaitingPart;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * Answers what waits in one transaction.
 *
 * <p>How it works: lock the senders and read their files; set aside what is stored already and parts whose message is not
 * whole; decide the rest; write everything; commit; hand it to the {@link Acknowledger}, who says "accepted" and lets the
 * replies go when it is on stable storage. A transaction that fails as a whole is run again message by message, as long as their deadlines allow.
 */
public final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final int UNCONFIRMED = 65_536;

    private final int lane;
    private final GatewayStore store;
    private final Deliberation deliberation;
    private final Segmenter segmenter;
    private final KeyRing keys;
    private final ReceptionSettings settings;
    private final LongSupplier nanoTime;
    private final long start;
    private final Departures departures;
    private final Acknowledger acknowledger;
    private final Unconfirmed unconfirmed = new Unconfirmed(UNCONFIRMED);

    /**
     * @param lane whose batches these are
     * @param start tells this start of the node from others
     */
    public Batch(
            int lane,
            GatewayStore store,
            Deliberation deliberation,
            Segmenter segmenter,
            KeyRing keys,
            ReceptionSettings settings,
            LongSupplier nanoTime,
            long start,
            Departures departures,
            Acknowledger acknowledger) {
        this.lane = lane;
        this.store = store;
        this.deliberation = deliberation;
        this.segmenter = segmenter;
        this.keys = keys;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.start = start;
        this.departures = departures;
        this.acknowledger = acknowledger;
    }

    void confirmed(long question) {
        unconfirmed.remove(question);
    }

    /**
     * Answers arrivals that are not overdue, at most one of each sender.
     *
     * @return whether the store took what there was to take
     */
    boolean answer(List<Arrival> arrivals) {
        try {
            Committed done = store.inBatch(lane, transaction -> work(transaction, arrivals));
            // Before anybody can know of it: a repeat may be in the next batch.
            done.acceptances().forEach(one -> unconfirmed.add(one.question()));
            acknowledger.await(done);
            return true;
        } catch (StoreUnavailableException | RuntimeException e) {
            return afterFailure(arrivals, e);
        }
    }

    private boolean afterFailure(List<Arrival> arrivals, Exception e) {
        if (arrivals.size() == 1) {
            LOG.warn("a message could not be stored", e);
            boolean unavailable = e instanceof StoreUnavailableException;
            arrivals.get(0).answer(unavailable ? Verdict.Refused.TEMPORARY : Verdict.Refused.INTERNAL);
            return !unavailable;
        }
        LOG.warn("a batch of {} failed and is run again message by message", arrivals.size(), e);
        boolean taken = true;
        for (Arrival arrival : arrivals) {
            taken &= arrival.lapsed(nanoTime.getAsLong()) || answer(List.of(arrival));
        }
        return taken;
    }

    private Committed work(BatchTransaction transaction, List<Arrival> arrivals) throws StoreUnavailableException {
        Map<SubscriberKey, CaseFile> files =
                transaction.lock(arrivals.stream().map(Arrival::pseudonyms).toList());
        List<Committed.Acceptance> accepted = new ArrayList<>();
        List<BatchTransaction.Repeat> repeats = new ArrayList<>();
        List<StoredRequest> requests = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            Fingerprint fingerprint = Fingerprint.of(arrival, keys, start, settings.repeatWindow());
            CaseFile file = files.get(arrival.subscriber());
            if (file == null) {
                throw new IllegalStateException("the store locked a sender without a file");
            }
            String peer = arrival.part().peer();
            Optional<Long> first = file.firstQuestion(fingerprint.sought(), arrival.received(), settings.repeatWindow())
                    .or(() -> repeated(file, fingerprint, arrival));
            if (first.isPresent()) {
                repeats.add(new BatchTransaction.Repeat(peer, arrival.received()));
                accepted.add(new Committed.Acceptance(arrival, first.get()));
                continue;
            }
            long id = transaction.newQuestions(1)[0];
            // Before the commit: if its answer gets lost, the peer's repeat must be known all the same (contract F7).
            unconfirmed.add(id);
            CaseFile remembering =
                    file.acknowledging(fingerprint.requests(), id, arrival.received(), settings.repeatWindow());
            requests.add(new StoredRequest(id, arrival.subscriber(), remembering, peer, arrival.received()));
            accepted.add(new Committed.Acceptance(arrival, id));
            text(transaction, arrival)
                    .ifPresent(text -> questions.add(new Question(arrival, id, fingerprint, text, remembering)));
        }
        List<StoredAnswer> answers = stored(questions);
        List<OpenReply> sending = transaction.write(requests, repeats, answers);
        return new Committed(accepted, sending, waiting(answers, sending));
    }

    /** How many new replies wait in the store for each peer. */
    private static Map<String, Integer> waiting(List<StoredAnswer> answers, List<OpenReply> sending) {
        Set<Long> leaving = sending.stream().map(OpenReply::question).collect(Collectors.toSet());
        Map<String, Integer> peers = new HashMap<>();
        for (StoredAnswer answer : answers) {
            if (answer.answer().reply() != null && !leaving.contains(answer.question())) {
                peers.merge(answer.message().peer(), 1, Integer::sum);
            }
        }
        return peers;
    }

    /** The sender's latest question, if this is it once more because its acknowledgement was lost (contract D4 c). */
    private Optional<Long> repeated(CaseFile file, Fingerprint fingerprint, Arrival arrival) {
        CaseFile.LastMessage last = file.last();
        if (last == null || !last.repeatable() || !fingerprint.saysTheSame(last.digest())) {
            return Optional.empty();
        }
        boolean again = arrival.received().isBefore(last.at().plus(settings.repeatWindow()))
                && (last.start() != start || unconfirmed.contains(last.question()));
        return again ? Optional.of(last.question()) : Optional.empty();
    }

    /** The text of a whole message; empty while parts are missing. */
    private static Optional<String> text(BatchTransaction transaction, Arrival arrival)
            throws StoreUnavailableException {
        UserData data = arrival.part().data();
        if (data.concatenation() == null || data.concatenation().total() == 1) {
            return Optional.of(data.text());
        }
        List<WaitingPart> parts = transaction.keep(new WaitingPart(
                arrival.subscriber(),
                arrival.part().peer(),
                arrival.part().shortCode(),
                data.concatenation(),
                data,
                arrival.received()));
        if (parts.size() < data.concatenation().total()) {
            return Optional.empty();
        }
        return Optional.of(
                LongMessage.text(parts.stream().map(WaitingPart::data).toList()));
    }

    private List<StoredAnswer> stored(List<Question> questions) {
        List<Answer> answers = deliberation.answers(questions);
        Map<String, Integer> rooms = new HashMap<>();
        List<StoredAnswer> stored = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            String peer = question.arrival().part().peer();
            int room = rooms.computeIfAbsent(peer, departures::room);
            if (answers.get(i).reply() != null) {
                rooms.put(peer, room - 1);
            }
            stored.add(stored(question, answers.get(i), room > 0));
        }
        return stored;
    }

    private StoredAnswer stored(Question question, Answer answer, boolean atOnce) {
        Reply reply = answer.reply();
        boolean busy = reply != null && reply.reason().equals("busy");
        CaseFile.LastMessage last = new CaseFile.LastMessage(
                question.fingerprint().content(),
                question.id(),
                question.arrival().received(),
                start,
                !busy);
        Answer remembered = new Answer(reply, answer.next().withLast(last), answer.audit(), answer.withdrawsReplies());
        return new StoredAnswer(
                question.id(),
                question.message(),
                remembered,
                reply == null ? 0 : segmenter.segments(reply.text()),
                atOnce,
                question.arrival().received(),
                question.arrival().received().plus(settings.timeToLive()));
    }
}
