package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the gateway's database holds, counted: what a statement says that was deleted.
 *
 * @param rows by table
 * @param heads the last page of each chain of the audit
 */
public record Holdings(Map<String, Long> rows, List<String> heads) {
    private static final List<String> TABLES = List.of(
            "register",
            "sender",
            "reply",
            "waiting_part",
            "city_override",
            "key_holder",
            "audit_page",
            "audit_checkpoint",
            "balance",
            "setting");

    public Holdings {
        rows = new LinkedHashMap<>(rows);
        heads = List.copyOf(heads);
    }

    static Holdings read(Connection connection) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : TABLES) {
            try (PreparedStatement select = connection.prepareStatement("select count(*) from " + table);
                    ResultSet row = select.executeQuery()) {
                row.next();
                rows.put(table, row.getLong(1));
            }
        }
        List<String> heads = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "select chain, number, mac from audit_page p"
                                + " where number = (select max(number) from audit_page o where o.chain = p.chain) order by chain");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                heads.add("chain %016x, page %d, MAC %s"
                        .formatted(
                                row.getLong("chain"),
                                row.getLong("number"),
                                HexFormat.of().formatHex(row.getBytes("mac"))));
            }
        }
        return new Holdings(rows, heads);
    }

    /** Drops every table, on a server and in a file alike; once more does nothing. */
    static void destroy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("drop table if exists " + table);
            }
            statement.execute("drop sequence if exists question_id");
            statement.execute("drop table if exists \"flyway_schema_history\"");
        }
    }
}
