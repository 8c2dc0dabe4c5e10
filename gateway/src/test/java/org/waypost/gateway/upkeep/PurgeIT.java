package org.waypost.gateway.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.store.StoredAnswer;
import org.waypost.gateway.store.StoredRequest;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;

/** Retention on a clock that jumps. */
class PurgeIT {
    private static final Msisdn ALICE = Msisdn.ofDigits("8613800138000");
    private static final Duration TEN_YEARS = Duration.ofDays(3652);

    @TempDir
    private Path directory;

    private TwoDatabases databases;
    private Purge purge;
    private Path rejected;

    @BeforeEach
    void open() throws Exception {
        databases = new TwoDatabases(directory);
        Path quarantine = Files.createDirectory(directory.resolve("quarantine"));
        rejected = Files.writeString(quarantine.resolve("events-1.csv"), "file,line,reason,text\n");
        Files.setLastModifiedTime(rejected, FileTime.from(TwoDatabases.NOW));
        purge = new Purge(
                databases.store,
                databases.core,
                RetentionDays.DEFAULT,
                185,
                List.of(quarantine, directory.resolve("not there")),
                ItinerarySettings.DEFAULT_ZONE,
                databases.clock);
        databases.seen("+8613800138000", "2026-11-20T08:03:00+08:00");
        silence(TwoDatabases.NOW);
    }

    @AfterEach
    void close() {
        databases.close();
    }

    /** A message of Alice that is met with silence. */
    private void silence(Instant at) throws Exception {
        Pseudonyms alice = databases.keys.pseudonyms(ALICE, at);
        databases.store.inBatch(0, transaction -> {
            CaseFile file = transaction.lock(List.of(alice)).get(alice.current());
            long id = transaction.newQuestions(1)[0];
            CaseFile next = file.withLast(new CaseFile.LastMessage(new byte[16], id, at, 1, true));
            transaction.write(
                    List.of(new StoredRequest(id, alice.current(), next, "smsc", at)),
                    List.of(),
                    List.of(new StoredAnswer(
                            id,
                            new Message("smsc", "10001", ALICE, alice.current(), "CXMYD"),
                            new Answer(null, next, List.of(), false),
                            0,
                            false,
                            at,
                            at)));
            return id;
        });
    }

    private boolean known() throws Exception {
        return databases
                .store
                .file(databases.keys.pseudonyms(ALICE, TwoDatabases.NOW))
                .isPresent();
    }

    private Purge.Report at(Duration fromNow) throws Exception {
        databases.clock.set(TwoDatabases.NOW.plus(fromNow));
        return purge.due(() -> false);
    }

    @Test
    void letsGoWhatIsOldDayByDay() throws Exception { // P7
        for (int day = 0; day <= 180; day += 6) {
            // The core's own guard wants a track to remain.
            databases.clock.set(TwoDatabases.NOW.plus(Duration.ofDays(day)));
            databases.seen("+8613900139000", LocalDate.of(2026, 11, 23).plusDays(day) + "T08:00:00+08:00");
            assertThat(purge.due(() -> false).refused()).isFalse();
            assertThat(known()).isTrue();
            assertThat(Files.exists(rejected)).isEqualTo(day <= 30);
            assertThat(databases.core.kept(ALICE).isEmpty()).isEqualTo(day > 28);
        }
        assertThat(at(Duration.ofDays(181)).gone()).isPositive();
        assertThat(known()).isFalse();
        assertThat(databases.store.balance().holds()).isTrue();
    }

    @Test
    void stopsItselfWhenTheClockJumps() throws Exception { // P7, F14
        assertThat(at(Duration.ZERO).refused()).isFalse();
        for (Duration jump : List.of(TEN_YEARS, TEN_YEARS.negated(), Duration.ofHours(1), Duration.ofHours(-1))) {
            assertThat(at(jump).gone()).as("%s", jump).isZero();
            assertThat(known()).isTrue();
            assertThat(rejected).exists();
            assertThat(databases.core.kept(ALICE)).hasSize(1);
        }
        assertThat(at(TEN_YEARS).refused()).isTrue();
        assertThat(at(Duration.ofDays(1)).refused())
                .as("once the clock is right again")
                .isFalse();
    }

    @Test
    void isRefusedOnAClockThatWasWrongFromTheBeginning() throws Exception { // P7, F14
        databases.clock.set(TwoDatabases.NOW.plus(TEN_YEARS));
        Purge.Report report = purge.now(false, "alice");
        assertThat(report.refused()).isTrue();
        assertThat(report.toString())
                .contains("tracks are kept", "the latest question is of 2026-11-24", "clock right?");
        assertThat(purge.now(true, "alice").refused()).isFalse();
        assertThat(known()).isFalse();
    }
}
