package org.waypost.itinerary.store;

import java.util.Map;

/** What two databases say differently. */
enum Dialect {
    /**
     * {@code WRITE_DELAY=0} has a commit write and nothing else (see {@link ItineraryDatabase#write}). The files stay open
     * however the pool's connections come and go. No trace file: it would quote what a statement held. Pages are kept
     * in an eighth of the heap, for else H2 keeps 16 MB and reads nearly every page of every question anew.
     */
    H2(
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=60000;TRACE_LEVEL_FILE=0;CACHE_SIZE="
                    + Runtime.getRuntime().maxMemory() / 8 / 1024,
            ";DB_CLOSE_DELAY=-1",
            "varbinary",
            "binary(16)",
            "varbinary(1000000)"),

    /** Needs nothing: writers wait without a limit, and a commit is on stable storage. */
    POSTGRESQL("", "", "bytea", "bytea", "bytea");

    private final String options;
    private final String poolOptions;
    private final String binaryElement;
    private final String keyColumn;
    private final String bytesColumn;

    Dialect(String options, String poolOptions, String binaryElement, String keyColumn, String bytesColumn) {
        this.options = options;
        this.poolOptions = poolOptions;
        this.binaryElement = binaryElement;
        this.keyColumn = keyColumn;
        this.bytesColumn = bytesColumn;
    }

    /** Of every connection, behind the URL. */
    String options() {
        return options;
    }

    /** Of the pool's connections besides. */
    String poolOptions() {
        return poolOptions;
    }

    /** Type of an array's element of bytes. */
    String binaryElement() {
        return binaryElement;
    }

    /** Type of a column that holds a subscriber's key. */
    String keyColumn() {
        return keyColumn;
    }

    /** What the migrations write for the types of columns that hold a key, or any bytes. */
    Map<String, String> columnTypes() {
        return Map.of("key", keyColumn, "bytes", bytesColumn);
    }
}
