package org.waypost.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.waypost.itinerary.embedded.H2File;

/** What two databases say differently. */
enum Dialect {
    /**
     * {@code WRITE_DELAY=0} has a commit write, and {@code H2Forces} makes it durable (contract D1). The files stay open
     * however the pool's connections come and go. No trace file: it would quote what a statement held.
     */
    H2(
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1500;TRACE_LEVEL_FILE=0"
                    + ";QUERY_CACHE_SIZE=64",
            "binary(16)",
            "varbinary(1048576)",
            "BINARY VARYING",
            "select next value for question_id"),

    /** A commit is on stable storage, unless somebody switched that off: {@link GatewayDatabase} looks. */
    POSTGRESQL("", "bytea", "bytea", "bytea", "select nextval('question_id')");

    private static final long SHARE_OF_HEAP = 8;
    private static final long LEAST_CACHE = 16 * 1024;
    private static final long MOST_CACHE = 256 * 1024;

    private final String options;
    private final String keyColumn;
    private final String bytesColumn;
    private final String binaryElement;
    private final String nextBlock;

    Dialect(String options, String keyColumn, String bytesColumn, String binaryElement, String nextBlock) {
        this.options = options;
        this.keyColumn = keyColumn;
        this.bytesColumn = bytesColumn;
        this.binaryElement = binaryElement;
        this.nextBlock = nextBlock;
    }

    /** The dialect of an open connection. */
    static Dialect of(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:h2:") ? H2 : POSTGRESQL;
    }

    /** Of every connection, behind the URL. */
    String options() {
        return this == H2 ? options + ";CACHE_SIZE=" + cacheKilobytes() : options;
    }

    /** H2 itself takes 16 MB whatever there is, and then reads back what it wrote a moment ago. */
    private static long cacheKilobytes() {
        long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / 1024;
        return Math.max(LEAST_CACHE, Math.min(MOST_CACHE, share));
    }

    /**
     * What the migrations write for the types of columns that hold a key, or any bytes; and what follows in an index that
     * has the order of a query up to the question, which H2 must find there and PostgreSQL sorts by.
     */
    Map<String, String> placeholders() {
        return Map.of("key", keyColumn, "bytes", bytesColumn, "then_question", this == H2 ? ", question" : "");
    }

    /** Type of an array's element of bytes. */
    String binaryElement() {
        return binaryElement;
    }

    /** The statement that takes the next block of ids. */
    String nextBlock() {
        return nextBlock;
    }

    /**
     * A statement that reads the rows of subscribers, whose keys are in an array, its only parameter. H2 would compare each
     * row it finds by {@code = any(?)} with every element once more; and it would convert each key it meets in the index, were
     * they not of the column's own type.
     */
    String selectAmong(String columns, String table, String key) {
        return this == H2
                ? "select %s from unnest(cast(? as %s array)) k(wanted) join %s on %s = k.wanted"
                        .formatted(columns, keyColumn, table, key)
                : "select %s from %s where %s = any(?)".formatted(columns, table, key);
    }

    /** A statement that inserts a row, or replaces these columns of the one with the same key. */
    String upsert(String table, List<String> key, List<String> others) {
        String columns = String.join(", ", key) + ", " + String.join(", ", others);
        String places = String.join(", ", Collections.nCopies(key.size() + others.size(), "?"));
        if (this == H2) {
            return "merge into %s (%s) key (%s) values (%s)".formatted(table, columns, String.join(", ", key), places);
        }
        List<String> sets = others.stream().map(c -> c + " = excluded." + c).toList();
        return "insert into %s (%s) values (%s) on conflict (%s) do update set %s"
                .formatted(table, columns, places, String.join(", ", key), String.join(", ", sets));
    }

    /** Whether a commit alone is not on stable storage. */
    boolean needsForce() {
        return this == H2;
    }

    /** Whether a commit stores also what others have not committed yet, so that they must wait for it. */
    boolean storesWhatOthersWrite() {
        return this == H2;
    }

    /** Frees a little of what an embedded database's file holds in vain; a server does that by itself. */
    boolean reclaim(Connection connection) throws SQLException {
        return this == H2 && H2File.reclaim(connection);
    }
}
