package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.smpp.codec.FrameDecoder;
import org.waypost.gateway.smpp.pdu.CommandStatus;

// F15
class OutOfMemoryTest {
    private final List<Throwable> told = new ArrayList<>();
    private Thread.UncaughtExceptionHandler before;

    @BeforeEach
    void listen() {
        before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, cause) -> told.add(cause));
    }

    @AfterEach
    void leave() {
        Thread.currentThread().setUncaughtExceptionHandler(before);
    }

    private static EmbeddedChannel session() {
        FrameDecoder frames = new FrameDecoder(512);
        SmppSession session = new SmppSession(
                1,
                SessionSettings.DEFAULT,
                (bind, remote) -> new BindDecision.Refused(CommandStatus.BIND_FAILED),
                null,
                new Tallies(),
                System::nanoTime,
                frames);
        return new EmbeddedChannel(frames, session);
    }

    @Test
    void onAnEventLoopIsToldToWhoeverMadeTheThread() {
        OutOfMemoryError cause = new OutOfMemoryError("direct memory");
        session().pipeline().fireExceptionCaught(cause);
        assertThat(told).containsExactly(cause);
    }

    @Test
    void isNotWhatABrokenConnectionIs() {
        session().pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        assertThat(told).isEmpty();
    }
}
