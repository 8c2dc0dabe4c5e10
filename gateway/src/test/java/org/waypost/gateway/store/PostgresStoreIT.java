package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.PostgresServer;

class PostgresStoreIT extends GatewayStoreContract {
    private final DatabaseAddress database = PostgresServer.newDatabase();
    private long starts;

    @Override
    GatewayStore open() throws UnusableDatabaseException {
        starts++;
        return new JdbcStore(GatewayDatabase.open(database, keys), keys, "node", starts * 16, 2);
    }

    @Override
    DatabaseAddress address() {
        return database;
    }

    @Test
    void refusesAServerThatAcknowledgesBeforeItHasWritten() throws Exception { // D1
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres set synchronous_commit = off");
            try {
                assertThatThrownBy(() -> GatewayDatabase.open(database, keys))
                        .isInstanceOf(UnusableDatabaseException.class)
                        .hasMessageContaining("synchronous_commit = off (expected on");
            } finally {
                statement.execute("alter role postgres reset synchronous_commit");
            }
        }
    }

    /** Statistics of few rows make a planner read and sort all, those of none read all senders for each reply. */
    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    void takesTheFirstOfALargeBacklogByItsIndexWhateverTheStatisticsSay(int rows) throws Exception { // D12
        fillAndEmpty(rows);
        String plan = plan(JdbcBacklog.CLAIM, claim -> {
            claim.setString(1, "smsc");
            claim.setInt(2, ReplyState.OPEN.code());
            claim.setLong(3, 0);
            claim.setLong(4, 0);
            claim.setInt(5, 256);
        });
        assertThat(plan)
                .contains("reply_due", "Index Cond: (subscriber = q.subscriber)")
                .doesNotContain("Seq Scan", "Hash", "Merge", "Join");
        // No more at a time than what is due at the same millisecond.
        assertThat(plan).contains("Incremental Sort", "Presorted Key: q.due_ms");
        assertThat(plan.replace("Incremental Sort", "").replace("Sort Key: ", ""))
                .doesNotContain("Sort");
    }

    /** An index that has the question behind something else would be read whole for each of them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 200})
    void findsRepliesByTheirQuestionWhateverTheStatisticsSay(int rows) throws Exception { // D12
        fillAndEmpty(rows);
        List<Long> questions = LongStream.rangeClosed(1, 256).boxed().toList();
        String mark = plan(JdbcBacklog.MARK, update -> {
            update.setInt(1, ReplyState.SENDING.code());
            Columns.setIds(update, 2, questions);
        });
        String delete = plan(JdbcReplies.DELETE_ALL, statement -> Columns.setIds(statement, 1, questions));
        assertThat(List.of(mark, delete))
                .allSatisfy(plan -> assertThat(plan)
                        .contains("Index Scan using reply_pkey")
                        .doesNotContain("reply_due", "reply_sender", "Seq Scan"));
    }

    /** Leaves indexes of many pages, and statistics of as few rows as there are. */
    private void fillAndEmpty(int rows) throws SQLException {
        administer("truncate reply");
        administer("insert into reply select n, decode(md5(n::text), 'hex'), 'smsc', '10001', 1, n, 0, 1,"
                + " 0, 0, 1, 0, 'answer', '' from generate_series(1, 20000) n");
        administer("delete from reply where question > " + rows);
        administer("vacuum analyze reply");
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    /** As a connection of the pool would have it. */
    private String plan(String sql, Binding binding) throws Exception {
        try (HikariDataSource pool = GatewayDatabase.open(database, keys).pool();
                Connection connection = pool.getConnection();
                PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            binding.to(explain);
            StringBuilder plan = new StringBuilder();
            try (ResultSet line = explain.executeQuery()) {
                while (line.next()) {
                    plan.append(line.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    private void administer(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void tellsWhereItIsWithoutPasswordAndParameters() {
        DatabaseAddress address =
                DatabaseAddress.server("jdbc:postgresql://db/waypost?sslmode=require", "waypost", "secret");
        assertThat(Map.of("", address).toString())
                .contains("jdbc:postgresql://db/waypost")
                .doesNotContain("sslmode", "secret");
    }
}
