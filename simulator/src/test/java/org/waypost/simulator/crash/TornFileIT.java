package org.waypost.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.authorization.Registration;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;

/** F2: a database file whose end was torn off or damaged opens with what it held before that, or not at all. */
class TornFileIT {
    private static final int COMMITS = 30;
    private static final int CUTS = 12;

    private final KeyRing keys = KeyRing.random();

    @TempDir
    private Path directory;

    private GatewayStore.RegisterLine line(int number) {
        var subscriber = keys.subscriber(Msisdn.ofDigits(Installation.number(number)));
        return new GatewayStore.RegisterLine(
                subscriber, new Registration(keys.ending(subscriber, "1234"), null, true, null));
    }

    private GatewayStore open(Path file) throws UnusableDatabaseException {
        return new JdbcStore(GatewayDatabase.open(DatabaseAddress.file(file), keys), keys, "node", 1, 1);
    }

    /** A database as a kill leaves it, and how long its file was after each commit. */
    private List<Long> written(Path killed) throws Exception {
        Path file = directory.resolve("gateway");
        List<Long> lengths = new ArrayList<>();
        try (GatewayStore store = open(file)) {
            for (int i = 0; i < COMMITS; i++) {
                store.register(List.of(line(i)), Instant.EPOCH);
                lengths.add(Files.size(Path.of(file + ".mv.db")));
            }
            Files.copy(Path.of(file + ".mv.db"), killed);
        }
        return lengths;
    }

    /** How many of the commits are there, from the first on without a gap; -1 if it refuses to open. */
    private int found(Path file) throws Exception {
        try (GatewayStore store = open(file)) {
            int found = 0;
            while (found < COMMITS && store.file(line(found).subscriber()).isPresent()) {
                found++;
            }
            assertThat(store.count(1).active()).as("a gap after %d", found).isEqualTo(found);
            return found;
        } catch (UnusableDatabaseException e) {
            assertThat(e).hasMessageContaining(file.getFileName().toString());
            return -1;
        }
    }

    private Path copy(Path killed, String name) throws IOException {
        Path copy = directory.resolve(name + ".mv.db");
        Files.copy(killed, copy);
        // What the gateway itself keeps beside a database that is in use.
        Path mark = directory.resolve("gateway.in-use");
        Files.copy(mark, directory.resolve(name + ".in-use"));
        return copy;
    }

    @Test
    void opensWithWhatStoodBeforeTheCutOrNotAtAll() throws Exception { // F2
        Path killed = directory.resolve("killed");
        long length = written(killed).get(COMMITS - 1);
        SplittableRandom dice = new SplittableRandom(4);
        int opened = 0;
        for (int i = 0; i < CUTS; i++) {
            // Near the end, where a kill tears it, as well as anywhere.
            long keep = i % 2 == 0 ? length - 1 - dice.nextInt(20_000) : dice.nextLong(length);
            Path torn = copy(killed, "cut-" + i);
            try (RandomAccessFile file = new RandomAccessFile(torn.toFile(), "rw")) {
                file.setLength(keep);
            }
            int found = found(directory.resolve("cut-" + i));
            assertThat(found).as("%d of %d bytes", keep, length).isNotZero();
            opened += found > 0 ? 1 : 0;
        }
        assertThat(opened).isPositive();
    }

    @Test
    void opensWithAnEarlierCommitWhereTheLastWritesAreDamaged() throws Exception { // F2
        Path killed = directory.resolve("killed");
        long length = written(killed).get(COMMITS - 1);
        SplittableRandom dice = new SplittableRandom(5);
        for (int i = 0; i < CUTS; i++) {
            Path torn = copy(killed, "damaged-" + i);
            byte[] noise = new byte[1 + dice.nextInt(4_096)];
            dice.nextBytes(noise);
            try (RandomAccessFile file = new RandomAccessFile(torn.toFile(), "rw")) {
                file.seek(length - noise.length);
                file.write(noise);
            }
            assertThat(found(directory.resolve("damaged-" + i))).isNotZero();
        }
    }

    @Test
    void refusesAFileThatIsEmptyOrGoneThoughItWasInUse() throws Exception { // F2
        Path killed = directory.resolve("killed");
        written(killed);
        for (int keep : new int[] {0, 1, 4_096, 8_192}) {
            Path torn = copy(killed, "short-" + keep);
            try (RandomAccessFile file = new RandomAccessFile(torn.toFile(), "rw")) {
                file.setLength(keep);
            }
            assertThat(found(directory.resolve("short-" + keep)))
                    .as("%d bytes", keep)
                    .isNegative();
        }
        Files.delete(copy(killed, "gone"));
        assertThat(found(directory.resolve("gone"))).isNegative();
    }
}
