package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.keys.KeyRing;

class TransactionsIT {
    @TempDir
    private Path directory;

    private Transactions transactions;

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @BeforeEach
    void open() throws Exception {
        transactions = new Transactions(
                GatewayDatabase.open(DatabaseAddress.file(directory.resolve("gateway")), KeyRing.random()));
    }

    @AfterEach
    void close() {
        go.countDown();
        transactions.close();
    }

    /** Somebody is in the middle of a transaction until {@link #go}. */
    private CompletableFuture<Integer> writer() throws InterruptedException {
        CompletableFuture<Integer> writer = inThread(() -> transactions.commit("first", connection -> {
            inside.countDown();
            await(go);
            return 1;
        }));
        inside.await();
        return writer;
    }

    private interface Job<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> inThread(Job<T> job) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return job.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingIsCommittedWhileAnotherIsHalfway() throws Exception { // D1, F1
        CompletableFuture<Integer> first = writer();
        CompletableFuture<Boolean> second = inThread(() -> transactions.run("second", connection -> first.isDone()));
        CompletableFuture<Boolean> third = inThread(() -> transactions.reclaim());
        assertThat(waits(second)).isTrue();
        assertThat(waits(third)).isTrue();
        go.countDown();
        first.get();
        second.get();
        third.get();
    }

    @Test
    void readingAndForcingWaitForNobody() throws Exception {
        CompletableFuture<Integer> first = writer();
        int two = transactions.read("a number", connection -> 2);
        assertThat(two).isEqualTo(2);
        transactions.force();
        assertThat(first).isNotDone();
    }

    /** For as long as it would take many times over. */
    private static boolean waits(CompletableFuture<?> other) throws Exception {
        try {
            other.get(300, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }
}
