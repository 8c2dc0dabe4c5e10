package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.authorization.Registration;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

class H2StoreIT extends GatewayStoreContract {
    private static final int COMMITS = 20;
    private static final int SEVERAL_BLOCKS = 3_000;

    @TempDir
    private Path directory;

    private long starts;

    @Override
    DatabaseAddress address() {
        return DatabaseAddress.file(directory.resolve("gateway"));
    }

    @Override
    GatewayStore open() throws UnusableDatabaseException {
        starts++;
        return new JdbcStore(GatewayDatabase.open(address(), keys), keys, "node", starts * 16, 2);
    }

    @Test
    void refusesAnotherKeyRing() { // P3
        closeStore();
        assertThatThrownBy(() -> GatewayDatabase.open(address(), KeyRing.random()))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("belongs to key version 1 with fingerprint "
                        + keys.oldest().fingerprint());
    }

    @Test
    void survivesAnInterrupt() throws Exception { // F8
        Thread.currentThread().interrupt();
        try {
            store().balance();
        } catch (StoreUnavailableException e) {
            // The interrupted call itself may fail, as long as the database goes on for everybody else.
            assertThat(e).hasMessageContaining("SQL state");
        } finally {
            Thread.interrupted();
        }
        assertThat(store().balance().open()).isZero();
    }

    @Test
    void holdsNoNumberAndNoTextInClear() throws Exception { // P1, P4
        givesAReplyBackAfterReopening();
        joinsPartsInWhateverOrderTheyCome();
        closeStore();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = content(file);
                for (String clear : List.of("8613800138000", "13800138000", latin("长沙"))) {
                    assertThat(content.contains(clear))
                            .as("%s in %s", clear, file.getFileName())
                            .isFalse();
                }
            }
        }
    }

    @Test
    @Timeout(60)
    void aLaneThatWaitsForItsTurnToTakeNewIdsHoldsNoOtherUp() throws Exception { // D2
        Set<Long> ids = new HashSet<>();
        CompletableFuture<long[]> other = store().inBatch(0, writing -> {
            writing.write(List.of(), List.of(), List.of());
            CompletableFuture<long[]> waiting = CompletableFuture.supplyAsync(this::manyIds);
            assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            LongStream.of(writing.newQuestions(SEVERAL_BLOCKS)).forEach(ids::add);
            return waiting;
        });
        LongStream.of(other.get()).forEach(ids::add);
        assertThat(ids).hasSize(2 * SEVERAL_BLOCKS);
    }

    private long[] manyIds() {
        try {
            return store().inBatch(1, deciding -> deciding.newQuestions(SEVERAL_BLOCKS));
        } catch (StoreUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * D1, F1: at any moment the file as it is holds all that was committed, also while H2 writes into space that became
     * free. A kill of the process leaves the file so.
     */
    @Test
    void holdsWhatIsCommittedInTheFileAsItIs() throws Exception {
        closeStore();
        Path file = directory.resolve("reused");
        DatabaseAddress reusing =
                new DatabaseAddress(DatabaseAddress.file(file).url() + ";RETENTION_TIME=0", file, null, null);
        try (GatewayStore store = new JdbcStore(GatewayDatabase.open(reusing, keys), keys, "node", 77, 1)) {
            for (int i = 1; i <= COMMITS; i++) {
                store.register(List.of(line("86138%08d".formatted(i))), NOW);
                Path copy = directory.resolve("copy-" + i);
                Files.copy(Path.of(file + ".mv.db"), Path.of(copy + ".mv.db"));
                assertThat(registered(copy)).as("after %d commits", i).isEqualTo(i);
            }
        }
    }

    private GatewayStore.RegisterLine line(String digits) {
        SubscriberKey subscriber = keys.oldest().subscriber(Msisdn.ofDigits(digits));
        return new GatewayStore.RegisterLine(
                Pseudonyms.alone(subscriber, 1),
                new Registration(keys.oldest().ending(subscriber, "1234"), null, true, null, 1));
    }

    private static int registered(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from register")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String content(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
