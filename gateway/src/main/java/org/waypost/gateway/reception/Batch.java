package org.waypost.gateway.reception;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.dialogue.Decision;
import org.waypost.gateway.dialogue.Responder;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.sms.LongMessage;
import org.waypost.gateway.sms.Segmenter;
import org.waypost.gateway.sms.UserData;
import org.waypost.gateway.store.BatchTransaction;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.store.StoredAnswer;
import org.waypost.gateway.store.WaitingPart;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.Itineraries;
import org.waypost.itinerary.ItinerariesUnavailableException;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * Answers what waits in one transaction, and gives each part its verdict after the commit.
 *
 * <p>How it works: lock the senders and read their files; set aside what is stored already and parts whose message is not
 * whole; decide the rest; read all itineraries at once; finish the answers; write everything; commit; then, and only then,
 * say "accepted". An exception while one message is decided makes that message "busy" and leaves the others alone; a
 * transaction that fails as a whole is run again message by message, as long as their deadlines allow.
 */
public final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final int UNCONFIRMED = 65_536;

    private final GatewayStore store;
    private final Itineraries itineraries;
    private final Responder responder;
    private final Segmenter segmenter;
    private final KeyRing keys;
    private final ReceptionSettings settings;
    private final LongSupplier nanoTime;
    private final long start;
    private final Consumer<String> committed;
    private final Unconfirmed unconfirmed = new Unconfirmed(UNCONFIRMED);

    /**
     * @param start tells this start of the node from others
     * @param committed told each peer for which new replies wait; returns at once
     */
    public Batch(
            GatewayStore store,
            Itineraries itineraries,
            Responder responder,
            Segmenter segmenter,
            KeyRing keys,
            ReceptionSettings settings,
            LongSupplier nanoTime,
            long start,
            Consumer<String> committed) {
        this.store = store;
        this.itineraries = itineraries;
        this.responder = responder;
        this.segmenter = segmenter;
        this.keys = keys;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.start = start;
        this.committed = committed;
    }

    void confirmed(long question) {
        unconfirmed.remove(question);
    }

    /** @param arrivals at most one of each sender */
    void answer(List<Arrival> arrivals) {
        List<Arrival> inTime = new ArrayList<>(arrivals.size());
        for (Arrival arrival : arrivals) {
            if (arrival.overdue(nanoTime.getAsLong())) {
                arrival.answer(Verdict.Refused.TEMPORARY);
            } else {
                inTime.add(arrival);
            }
        }
        if (inTime.isEmpty()) {
            return;
        }
        try {
            settle(store.inBatch(transaction -> work(transaction, inTime)));
        } catch (StoreUnavailableException | RuntimeException e) {
            if (inTime.size() == 1) {
                LOG.warn("a message could not be stored", e);
                inTime.get(0)
                        .answer(
                                e instanceof StoreUnavailableException
                                        ? Verdict.Refused.TEMPORARY
                                        : Verdict.Refused.INTERNAL);
            } else {
                LOG.warn("a batch of {} failed and is run again message by message", inTime.size(), e);
                inTime.forEach(arrival -> answer(List.of(arrival)));
            }
        }
    }

    /** What was committed for one arrival. */
    private record Done(Arrival arrival, long question, boolean replies) {}

    private void settle(List<Done> all) {
        Set<String> peers = new HashSet<>();
        for (Done done : all) {
            unconfirmed.add(done.question());
            if (done.replies()) {
                peers.add(done.arrival().part().peer());
            }
            done.arrival().answer(new Verdict.Accepted(done.question()));
        }
        peers.forEach(committed);
    }

    private List<Done> work(BatchTransaction transaction, List<Arrival> arrivals) throws StoreUnavailableException {
        SortedSet<SubscriberKey> senders =
                arrivals.stream().map(Arrival::subscriber).collect(Collectors.toCollection(TreeSet::new));
        Map<SubscriberKey, CaseFile> files = transaction.lock(senders);
        List<Fingerprint> fingerprints =
                arrivals.stream().map(a -> Fingerprint.of(a, keys, start)).toList();
        Map<String, Long> known = transaction.known(
                fingerprints.stream().map(Fingerprint::requestHex).toList());

        List<Done> done = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            Fingerprint fingerprint = fingerprints.get(i);
            Long first = known.get(fingerprint.requestHex());
            CaseFile file = files.get(arrival.subscriber());
            if (file == null) {
                throw new IllegalStateException("the store locked a sender without a file");
            }
            if (first != null) {
                done.add(new Done(arrival, first, false));
                continue;
            }
            OptionalLong repeated = repeated(file, fingerprint, arrival);
            if (repeated.isPresent()) {
                done.add(new Done(arrival, repeated.getAsLong(), false));
            } else {
                long id = transaction.newQuestions(1)[0];
                Optional<String> text = text(transaction, arrival);
                if (text.isEmpty()) {
                    done.add(new Done(arrival, id, false));
                } else {
                    questions.add(new Question(arrival, id, fingerprint, text.get(), file));
                }
            }
        }
        List<StoredAnswer> answers = answers(questions);
        transaction.write(answers);
        for (int i = 0; i < questions.size(); i++) {
            boolean replies = answers.get(i).answer().reply() != null;
            done.add(new Done(questions.get(i).arrival(), questions.get(i).id(), replies));
        }
        return done;
    }

    /** A message to be decided. */
    private record Question(Arrival arrival, long id, Fingerprint fingerprint, String text, CaseFile file) {
        Message message() {
            InboundPart part = arrival.part();
            return new Message(part.peer(), part.shortCode(), arrival.sender(), arrival.subscriber(), text);
        }
    }

    /** The sender's latest question, if this is it once more because its acknowledgement was lost (contract D4 c). */
    private OptionalLong repeated(CaseFile file, Fingerprint fingerprint, Arrival arrival) {
        CaseFile.LastMessage last = file.last();
        if (last == null || !last.repeatable() || !KeyRing.same(last.digest(), fingerprint.content())) {
            return OptionalLong.empty();
        }
        boolean again = arrival.received().isBefore(last.at().plus(settings.repeatWindow()))
                && (last.start() != start || unconfirmed.contains(last.question()));
        return again ? OptionalLong.of(last.question()) : OptionalLong.empty();
    }

    /** The text of a whole message; empty while parts are missing. */
    private static Optional<String> text(BatchTransaction transaction, Arrival arrival)
            throws StoreUnavailableException {
        UserData data = arrival.part().data();
        if (data.concatenation() == null || data.concatenation().total() == 1) {
            return Optional.of(data.text());
        }
        List<WaitingPart> parts = transaction.keep(new WaitingPart(
                arrival.subscriber(), arrival.part().shortCode(), data.concatenation(), data, arrival.received()));
        if (parts.size() < data.concatenation().total()) {
            return Optional.empty();
        }
        return Optional.of(
                LongMessage.text(parts.stream().map(WaitingPart::data).toList()));
    }

    private List<StoredAnswer> answers(List<Question> questions) {
        List<Decision> decisions = new ArrayList<>();
        List<Grant> grants = new ArrayList<>();
        for (Question question : questions) {
            Decision decision = decide(question);
            decisions.add(decision);
            if (decision instanceof Decision.Pending pending) {
                grants.add(pending.grant());
            }
        }
        List<Optional<Itinerary>> read = read(grants);
        List<StoredAnswer> answers = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < questions.size(); i++) {
            Decision decision = decisions.get(i);
            Question question = questions.get(i);
            Answer answer;
            if (decision instanceof Decision.Pending pending) {
                answer = answer(question, pending, read.get(next++));
            } else {
                answer = ((Decision.Settled) decision).answer();
            }
            answers.add(stored(question, answer));
        }
        return answers;
    }

    private Decision decide(Question question) {
        try {
            return responder.decide(
                    question.message(), question.file(), question.arrival().received());
        } catch (RuntimeException e) {
            return new Decision.Settled(failed(question, e));
        }
    }

    private Answer answer(Question question, Decision.Pending pending, Optional<Itinerary> itinerary) {
        try {
            return responder.answer(pending, itinerary);
        } catch (RuntimeException e) {
            return failed(question, e);
        }
    }

    /** A message nobody can answer is told "busy" and does not come back (contract D9). */
    private Answer failed(Question question, RuntimeException e) {
        LOG.error("question {} failed and is answered busy", question.id(), e);
        return responder.failed(
                question.message(), question.file(), question.arrival().received());
    }

    private List<Optional<Itinerary>> read(List<Grant> grants) {
        if (grants.isEmpty()) {
            return List.of();
        }
        try {
            return itineraries.read(grants).stream().map(Optional::of).toList();
        } catch (ItinerariesUnavailableException | RuntimeException e) {
            LOG.warn("itineraries are unavailable, {} questions are answered busy", grants.size(), e);
            return grants.stream().map(g -> Optional.<Itinerary>empty()).toList();
        }
    }

    private StoredAnswer stored(Question question, Answer answer) {
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
                question.fingerprint().request(),
                question.message(),
                remembered,
                reply == null ? 0 : segmenter.segments(reply.text()),
                question.arrival().received(),
                question.arrival().received().plus(settings.timeToLive()));
    }
}
