package org.waypost.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// F15
class WatchdogTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong beats = new AtomicLong();
    private final List<String> dead = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Watchdog watchdog = new Watchdog(now::get, dead::add);
    private final Thread thread = new Thread(this::live, "lane");

    private void live() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeEach
    void watch() {
        watchdog.watch(thread, beats::get, Duration.ofSeconds(1), () -> {});
        thread.start();
    }

    @AfterEach
    void end() {
        end.countDown();
    }

    private void roundAfter(Duration wait) {
        now.addAndGet(wait.toNanos());
        watchdog.round();
    }

    @Test
    void hasNothingToSayWhileAThreadGoesOn() {
        for (int i = 0; i < 20; i++) {
            beats.incrementAndGet();
            roundAfter(Duration.ofMillis(900));
        }
        assertThat(watchdog.blocked()).isZero();
    }

    @Test
    void countsAThreadOnceForEachTimeItStandsStill() {
        roundAfter(Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            roundAfter(Duration.ofMillis(400));
        }
        assertThat(watchdog.blocked()).isEqualTo(1);
        beats.incrementAndGet();
        roundAfter(Duration.ofMillis(400));
        assertThat(watchdog.blocked()).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            roundAfter(Duration.ofMillis(400));
        }
        assertThat(watchdog.blocked()).isEqualTo(2);
    }

    @Test
    void blamesNobodyWhenTheWholeMachineStoodStill() {
        roundAfter(Duration.ZERO);
        roundAfter(Duration.ofMinutes(1));
        assertThat(watchdog.blocked()).isZero();
    }

    @Test
    void tellsOfAThreadThatHasDied() throws Exception {
        roundAfter(Duration.ZERO);
        assertThat(dead).isEmpty();
        end.countDown();
        thread.join();
        roundAfter(Duration.ZERO);
        assertThat(dead).containsExactly("lane");
    }

    @Test
    void leavesThreadsInPeaceThatMayEnd() throws Exception {
        watchdog.stop();
        end.countDown();
        thread.join();
        roundAfter(Duration.ofSeconds(5));
        assertThat(dead).isEmpty();
    }
}
