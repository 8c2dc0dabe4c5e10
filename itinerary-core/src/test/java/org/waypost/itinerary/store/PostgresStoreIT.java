package org.waypost.itinerary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.itinerary.PostgresServer;
import org.waypost.itinerary.track.SightingKind;
import org.waypost.itinerary.track.Track;

class PostgresStoreIT extends StoreContract {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-16");

    private final Database place = PostgresServer.newDatabase();

    @Override
    Database place() {
        return place;
    }

    @Override
    Database earlier() {
        return PostgresServer.newDatabase();
    }

    private static SubscriberDay sighting(LocalDate day) {
        return new SubscriberDay(subscriber(1), (int) day.toEpochDay(), Track.of(1, 430100, SightingKind.STRONG));
    }

    private List<Integer> partitions() throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            return List.copyOf(new WeekPartitions().all(connection));
        }
    }

    private static int week(LocalDate day) {
        return SubscriberWeek.weekOf((int) day.toEpochDay());
    }

    @Test
    void dropsThePartitionOfAWeekOnceAllOfItIsOutsideRetention() throws Exception { // P7
        int week = week(MONDAY);
        store.merge(List.of(sighting(MONDAY), sighting(MONDAY.plusDays(6)), sighting(MONDAY.plusDays(7))));
        assertThat(partitions()).containsExactly(week, week + 1);
        assertThat(store.deleteBefore(MONDAY.plusDays(6))).isEqualTo(1);
        assertThat(partitions()).containsExactly(week, week + 1);
        assertThat(store.deleteBefore(MONDAY.plusDays(7))).isEqualTo(1);
        assertThat(partitions()).containsExactly(week + 1);
        assertThat(store.read(List.of(subscriber(1)), 0, 100_000).get(subscriber(1)))
                .containsExactly(sighting(MONDAY.plusDays(7)));
    }

    @Test
    void lookUpsGoOnWhileAWriterMakesAPartition() throws Exception { // D2
        store.merge(List.of(sighting(MONDAY)));
        try (Connection writer = database.pool().getConnection()) {
            writer.setAutoCommit(false);
            new WeekPartitions().prepare(writer, week(MONDAY) + 1);
            assertThat(store.read(List.of(subscriber(1)), 0, 100_000)).hasSize(1);
            writer.commit();
        }
    }

    @Test
    void aLongReaderPutsOffThePurgeAndNobodyElse() throws Exception { // P7, D2
        store.merge(List.of(sighting(MONDAY)));
        try (Connection dump = database.pool().getConnection()) {
            dump.setAutoCommit(false);
            dump.createStatement().execute("lock table track_week in access share mode");
            assertThatThrownBy(() -> store.deleteBefore(MONDAY.plusDays(7)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(LOCK_NOT_AVAILABLE));
            assertThat(store.read(List.of(subscriber(1)), 0, 100_000)).hasSize(1);
            dump.rollback();
        }
        assertThat(store.deleteBefore(MONDAY.plusDays(7))).isEqualTo(1);
        assertThat(partitions()).isEmpty();
    }
}
