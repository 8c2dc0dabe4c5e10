package org.waypost.simulator.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.waypost.simulator.ledger.Ledger;
import org.waypost.simulator.ledger.Question;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;
import org.waypost.simulator.smsc.Submission;

/**
 * A carrier whose subscribers keep asking, some at a time, each as many questions as a conversation has. Its SMSC does what
 * a carrier's does: what was not acknowledged is handed over again, after a while or on the next connection; a
 * subscriber's next text waits for that. Everything is written into the ledger.
 */
public final class Carrier implements AutoCloseable {
    private static final int MESSAGE_QUEUE_FULL = 0x14;
    private static final int THROTTLED = 0x58;
    private static final int SYSTEM_ERROR = 0x08;
    private static final int SESSIONS = 2;
    private static final long RETRY_PAUSE_MILLIS = 50;

    private final Ledger ledger;
    private final int subscribers;
    private final long seed;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger sessions = new AtomicInteger();
    private final List<CompletableFuture<Void>> talking = new ArrayList<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private volatile Connection connection = new Connection();
    private volatile boolean receiving = true;
    private volatile boolean stopped;

    /** The sessions of one run of the gateway. */
    private static final class Connection {
        private final CompletableFuture<List<Session>> bound = new CompletableFuture<>();
        private final CompletableFuture<Submission> lost = new CompletableFuture<>();
    }

    private record Session(int number, Smsc smsc) {}

    /**
     * @param subscribers how many there are; each asks once
     * @param atOnce how many of them talk at the same time
     */
    public Carrier(Ledger ledger, int subscribers, int atOnce, long seed) {
        this.ledger = ledger;
        this.subscribers = subscribers;
        this.seed = seed;
        for (int i = 0; i < atOnce; i++) {
            talking.add(CompletableFuture.runAsync(this::talk, threads));
        }
    }

    /** Binds to a gateway; those who wait go on. */
    public void connect(int port) {
        Connection current = connection;
        List<Session> bound = new ArrayList<>();
        try {
            for (int i = 0; i < SESSIONS; i++) {
                int number = sessions.incrementAndGet();
                Smsc smsc = Smsc.bind(new SmscLink("127.0.0.1", port, "smsc", "waypost"));
                bound.add(new Session(number, smsc));
                smsc.attachOthers(message -> {
                    ledger.saw(number, System.nanoTime(), message, receiving);
                    return receiving;
                });
            }
        } catch (IOException e) {
            // It was halted meanwhile, or stops: what is bound so far is of no use.
            close(bound);
            return;
        }
        current.bound.complete(List.copyOf(bound));
    }

    /** The gateway is gone; what was under way has no answer. */
    public void disconnect() {
        Connection gone = connection;
        connection = new Connection();
        gone.lost.complete(new Submission.Unanswered("the gateway is gone"));
        close(gone.bound.getNow(List.of()));
    }

    /** Whether all sessions are bound now. */
    public boolean bound() {
        List<Session> sessionsNow = connection.bound.getNow(List.of());
        return !sessionsNow.isEmpty()
                && sessionsNow.stream().allMatch(session -> session.smsc().bound());
    }

    private void close(List<Session> gone) {
        for (Session session : gone) {
            threads.execute(session.smsc()::close);
        }
    }

    /** Whether phones take what comes; otherwise each is full. */
    public void receiving(boolean yes) {
        receiving = yes;
    }

    private void talk() {
        for (int i = next.getAndIncrement(); i < subscribers && !stopped; i = next.getAndIncrement()) {
            SplittableRandom dice = new SplittableRandom(seed * 31 + i);
            Conversation conversation = Conversation.ALL.get(dice.nextInt(Conversation.ALL.size()));
            for (Conversation.Step step : conversation.steps()) {
                ask(Installation.number(i), step, dice);
            }
        }
    }

    private void ask(String sender, Conversation.Step step, SplittableRandom dice) {
        Question question = ledger.asks(sender, step.shortCode(), step.parts(), step.marker(), step.kind());
        for (int part = 1; part <= step.parts(); part++) {
            ShortMessage message = step.part(sender, part);
            while (!acknowledged(question, part, message, dice)) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        }
    }

    private boolean acknowledged(Question question, int part, ShortMessage message, SplittableRandom dice) {
        Connection current = connection;
        List<Session> bound = bound(current);
        if (bound.isEmpty()) {
            return false;
        }
        Session session = bound.get(dice.nextInt(bound.size()));
        long sent = System.nanoTime();
        CompletableFuture<Submission> answer =
                CompletableFuture.supplyAsync(() -> session.smsc().submit(message), threads);
        Submission outcome =
                (Submission) CompletableFuture.anyOf(current.lost, answer).join();
        ledger.tried(question, part, session.number(), sent, System.nanoTime(), outcome);
        if (outcome instanceof Submission.Refused refused) {
            int status = refused.status();
            if (status != MESSAGE_QUEUE_FULL && status != THROTTLED && status != SYSTEM_ERROR) {
                surprises.add("%s of %s".formatted(refused, question));
            }
        }
        if (!(outcome instanceof Submission.Acknowledged)) {
            pause(current);
        }
        return outcome instanceof Submission.Acknowledged;
    }

    /** The sessions, or none where the connection was lost before it was there. */
    private static List<Session> bound(Connection current) {
        Object either = CompletableFuture.anyOf(current.bound, current.lost).join();
        return either instanceof List<?> ? current.bound.join() : List.of();
    }

    /** A carrier tries again after a while, or on the next connection. */
    private static void pause(Connection current) {
        try {
            current.lost.get(RETRY_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The same connection once more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody begins a new conversation; returns when the last one has ended, which needs a gateway. */
    public void finish() throws Exception {
        stopped = true;
        CompletableFuture.allOf(talking.toArray(CompletableFuture<?>[]::new)).get(120, TimeUnit.SECONDS);
    }

    /** Answers of the gateway that nothing here should have caused. */
    public List<String> surprises() {
        return List.copyOf(surprises);
    }

    @Override
    public void close() {
        stopped = true;
        disconnect();
        threads.shutdownNow();
    }
}
