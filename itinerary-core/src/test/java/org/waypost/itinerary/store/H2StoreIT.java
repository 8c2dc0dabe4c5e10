package org.waypost.itinerary.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreIT extends StoreContract {
    @TempDir
    private Path directory;

    @Override
    Database place() {
        return Database.file(directory.resolve("itinerary"));
    }

    @Override
    Database earlier() {
        return Database.file(directory.resolve("earlier"));
    }

    private interface Job {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> inThread(Job job) {
        return CompletableFuture.runAsync(() -> {
            try {
                job.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static boolean waits(CompletableFuture<?> job) throws Exception {
        try {
            job.get(300, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }

    @Test
    void nothingIsCommittedWhileAnotherIsHalfwayAndReadingWaitsForNobody() throws Exception { // F1
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        LocalDate day = LocalDate.of(2026, 11, 1);
        try (ItineraryDatabase database = ItineraryDatabase.open(Database.file(directory.resolve("alone")), 4)) {
            CompletableFuture<Void> first = inThread(() -> database.write(connection -> {
                inside.countDown();
                await(go);
                return 0;
            }));
            inside.await();
            CompletableFuture<Void> second = inThread(() -> new CompleteDays(database).add(day));
            CompletableFuture<Void> third = inThread(() -> new SettingStore(database).put("name", "text"));
            assertThat(waits(second)).isTrue();
            assertThat(waits(third)).isTrue();
            assertThat(new CompleteDays(database).between(day, day)).isEmpty();
            go.countDown();
            CompletableFuture.allOf(first, second, third).get();
            assertThat(new CompleteDays(database).between(day, day)).containsExactly(day);
        } finally {
            go.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
