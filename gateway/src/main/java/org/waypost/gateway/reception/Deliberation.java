package org.waypost.gateway.reception;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.dialogue.Decision;
import org.waypost.gateway.dialogue.Responder;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.Itineraries;
import org.waypost.itinerary.ItinerariesUnavailableException;
import org.waypost.itinerary.model.Itinerary;

/**
 * Answers the questions of a batch: each is decided by itself, and all itineraries that were granted are read at once. An
 * exception while one is decided makes that one "busy" and leaves the others alone.
 *
 * <p>Half of a large batch is left to a helper, for nothing is changed here: a third of a lane's work. Safe for use by any
 * thread.
 */
public final class Deliberation {
    private static final Logger LOG = LoggerFactory.getLogger(Deliberation.class);
    /** Questions; fewer are answered sooner than shared. */
    private static final int WORTH_SHARING = 32;

    private final Responder responder;
    private final Itineraries itineraries;
    private final Executor helper;

    /** @param helper runs what it is given soon, or refuses it */
    public Deliberation(Responder responder, Itineraries itineraries, Executor helper) {
        this.responder = responder;
        this.itineraries = itineraries;
        this.helper = helper;
    }

    /** One answer for each question, in order. */
    List<Answer> answers(List<Question> questions) {
        int size = questions.size();
        if (size < WORTH_SHARING) {
            return alone(questions);
        }
        FutureTask<List<Answer>> shared = new FutureTask<>(() -> alone(questions.subList(size / 2, size)));
        try {
            helper.execute(shared);
        } catch (RejectedExecutionException e) {
            LOG.debug("no helper for half of a batch");
        }
        List<Answer> answers = new ArrayList<>(alone(questions.subList(0, size / 2)));
        // Where the helper has not begun it yet.
        shared.run();
        answers.addAll(result(shared));
        return answers;
    }

    private static List<Answer> result(FutureTask<List<Answer>> shared) {
        try {
            return shared.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("half of a batch failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted, which nobody may do to a lane", e);
        }
    }

    private List<Answer> alone(List<Question> questions) {
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
        List<Answer> answers = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < questions.size(); i++) {
            if (decisions.get(i) instanceof Decision.Pending pending) {
                answers.add(answer(questions.get(i), pending, read.get(next++)));
            } else {
                answers.add(((Decision.Settled) decisions.get(i)).answer());
            }
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
}
