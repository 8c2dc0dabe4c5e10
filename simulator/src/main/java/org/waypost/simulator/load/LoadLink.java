package org.waypost.simulator.load;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.session.CloseReason;
import org.waypost.gateway.smpp.session.Destination;
import org.waypost.gateway.smpp.session.ListenerSettings;
import org.waypost.gateway.smpp.session.Outcome;
import org.waypost.gateway.smpp.session.SessionSettings;
import org.waypost.gateway.smpp.session.SessionUser;
import org.waypost.gateway.smpp.session.SmppConnector;
import org.waypost.gateway.smpp.session.SmppSession;
import org.waypost.gateway.smpp.session.Tallies;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.SmscLink;
import org.waypost.simulator.smsc.Submission;

/**
 * One session of the load. It speaks through the gateway's own client, not through the simulator's independent one: that
 * needs a thread for each open question, and would measure itself.
 */
public final class LoadLink implements SessionUser, AutoCloseable {
    private static final Duration BIND_PATIENCE = Duration.ofSeconds(10);
    private static final int VERSION_3_4 = 0x34;
    private static final int REPLIES_AT_ONCE = 10_000;

    private final CompletableFuture<SmppSession> bound = new CompletableFuture<>();
    private final AtomicInteger places;
    private final SmppConnector connector;
    private volatile @Nullable Consumer<ShortMessage> segments;
    private volatile @Nullable Runnable freed;

    private LoadLink(SmscLink link, int window, EventLoopGroup workers, LongSupplier nanoTime) {
        places = new AtomicInteger(window);
        SessionSettings settings =
                SessionSettings.DEFAULT.withOutboundWindow(window).withInboundWindow(REPLIES_AT_ONCE);
        connector = new SmppConnector(
                workers,
                new Destination(
                        link.host(),
                        link.port(),
                        BindType.TRANSCEIVER,
                        link.systemId(),
                        link.password(),
                        VERSION_3_4,
                        null),
                ListenerSettings.DEFAULT,
                settings,
                () -> this,
                nanoTime,
                new Random(1),
                new Tallies(),
                new AtomicLong());
    }

    /**
     * Binds as transceiver.
     *
     * @param window questions that may be unacknowledged at a time
     * @throws IOException if the gateway is not there or refuses
     */
    public static LoadLink bind(SmscLink link, int window, EventLoopGroup workers, LongSupplier nanoTime)
            throws IOException, InterruptedException {
        LoadLink made = new LoadLink(link, window, workers, nanoTime);
        made.connector.start();
        try {
            made.bound.get(BIND_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return made;
        } catch (ExecutionException | TimeoutException e) {
            made.close();
            throw new IOException("not bound as %s in %s".formatted(link, BIND_PATIENCE), e);
        }
    }

    /**
     * Before the first question.
     *
     * @param arrived told each segment; returns at once
     * @param room told when a place in the window is free again
     */
    void attach(Consumer<ShortMessage> arrived, Runnable room) {
        segments = arrived;
        freed = room;
    }

    /** Takes a place in the window; false if there is none. */
    boolean takePlace() {
        while (true) {
            int free = places.get();
            if (free <= 0) {
                return false;
            }
            if (places.compareAndSet(free, free - 1)) {
                return true;
            }
        }
    }

    /** Asks on a place that was taken. */
    void ask(String from, String to, byte[] text, Consumer<Submission> answered) {
        org.waypost.gateway.smpp.pdu.ShortMessage message = org.waypost.gateway.smpp.pdu.ShortMessage.of(
                new Address(1, 1, from), new Address(0, 1, to), EsmClass.DEFAULT, DataCoding.DEFAULT, text);
        bound.join().send(message, outcome -> {
            places.incrementAndGet();
            answered.accept(submission(outcome));
            Runnable told = freed;
            if (told != null) {
                told.run();
            }
        });
    }

    private static Submission submission(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answer) {
            return answer.status().equals(CommandStatus.OK)
                    ? new Submission.Acknowledged("")
                    : new Submission.Refused(answer.status().value());
        }
        return new Submission.Unanswered(outcome.toString());
    }

    @Override
    public void bound(SmppSession session) {
        bound.complete(session);
    }

    @Override
    public void request(SmppSession session, Pdu.MessageRequest request) {
        session.respond(Pdu.MessageResp.to(request, CommandStatus.OK, ""), () -> {});
        Consumer<ShortMessage> told = segments;
        if (told != null) {
            told.accept(new ShortMessage(
                    request.message().source().text(),
                    request.message().destination().text(),
                    request.message().dataCoding().value(),
                    request.message().esmClass().hasUserDataHeader(),
                    request.message().text()));
        }
    }

    @Override
    public void closed(SmppSession session, CloseReason reason) {
        // What it had sent is settled as lost; the run counts it.
    }

    @Override
    public void close() {
        CountDownLatch gone = new CountDownLatch(1);
        connector.drain().whenComplete((done, failure) -> gone.countDown());
        try {
            if (!gone.await(BIND_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                connector.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
