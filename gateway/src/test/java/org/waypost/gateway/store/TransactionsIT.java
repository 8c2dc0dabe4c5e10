package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
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

    /** A batch that has its turn, or none just now, until {@link #go}. */
    private CompletableFuture<Integer> batch(boolean writing) throws InterruptedException {
        CompletableFuture<Integer> batch = inThread(() -> transactions.batch((connection, turn) -> {
            turn.take();
            if (!writing) {
                turn.leave();
            }
            inside.countDown();
            await(go);
            return 1;
        }));
        inside.await();
        return batch;
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

    private CompletableFuture<Boolean> staff() {
        return inThread(() -> transactions.run("staff", connection -> true));
    }

    private CompletableFuture<Boolean> courier() {
        return inThread(() -> transactions.delivery("courier", connection -> true));
    }

    @Test
    void nobodyCommitsWhileABatchWrites() throws Exception { // D1, F1
        CompletableFuture<Integer> batch = batch(true);
        List<CompletableFuture<Boolean>> others = List.of(staff(), courier(), inThread(transactions::reclaim));
        for (CompletableFuture<Boolean> other : others) {
            assertThat(waits(other)).isTrue();
        }
        go.countDown();
        batch.get();
        for (CompletableFuture<Boolean> other : others) {
            other.get();
        }
    }

    @Test
    void whileABatchDecidesDeliveryGoesOnAndCaseFilesAreItsOwn() throws Exception {
        CompletableFuture<Integer> batch = batch(false);
        assertThat(courier().get()).isTrue();
        transactions.reclaim();
        CompletableFuture<Boolean> staff = staff();
        assertThat(waits(staff)).isTrue();
        go.countDown();
        batch.get();
        assertThat(staff.get()).isTrue();
    }

    @Test
    void whileALaneWritesAnotherDecidesAndOnlyThenWaitsForItsTurn() throws Exception { // D1, D2
        CompletableFuture<Integer> writing = batch(true);
        CountDownLatch decided = new CountDownLatch(1);
        CompletableFuture<Integer> deciding = inThread(() -> transactions.batch((connection, turn) -> {
            decided.countDown();
            return 2;
        }));
        decided.await();
        assertThat(waits(deciding)).isTrue();
        go.countDown();
        assertThat(writing.get()).isEqualTo(1);
        assertThat(deciding.get()).isEqualTo(2);
    }

    @Test
    void whoeverMayChangeCaseFilesWaitsForEachLane() throws Exception {
        CompletableFuture<Integer> first = batch(false);
        CountDownLatch bothInside = new CountDownLatch(1);
        CompletableFuture<Integer> second = inThread(() -> transactions.batch((connection, turn) -> {
            bothInside.countDown();
            await(go);
            return 2;
        }));
        bothInside.await();
        CompletableFuture<Boolean> staff = staff();
        assertThat(waits(staff)).isTrue();
        go.countDown();
        first.get();
        second.get();
        assertThat(staff.get()).isTrue();
    }

    @Test
    void readingAndForcingWaitForNobody() throws Exception {
        CompletableFuture<Integer> batch = batch(true);
        int two = transactions.read("a number", connection -> 2);
        assertThat(two).isEqualTo(2);
        transactions.force();
        assertThat(batch).isNotDone();
    }

    @Test
    void whatFailsGivesItsTurnBack() throws Exception {
        assertThatThrownBy(() -> transactions.batch((connection, turn) -> {
                    turn.take();
                    throw new SQLException("no");
                }))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(staff().get()).isTrue();
        assertThat(courier().get()).isTrue();
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
