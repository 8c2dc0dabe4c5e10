package org.waypost.itinerary.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the itinerary database is.
 *
 * @param url JDBC URL
 * @param file path of an embedded database, without suffix; null for a server
 * @param user null where the database asks for none
 * @param password null where the database asks for none
 */
public record Database(
        String url,
        @Nullable Path file,
        @Nullable String user,
        @Nullable String password) {
    /**
     * An embedded H2 database.
     *
     * <p>{@code async:} because an interrupted thread would otherwise close the file for everybody.
     *
     * @param file path without suffix; H2 adds {@code .mv.db}
     * @throws IllegalArgumentException if the path holds a semicolon, which would end it in a URL
     */
    public static Database file(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (path.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("database path %s (expected no semicolon)".formatted(path));
        }
        return new Database("jdbc:h2:async:" + path, path, null, null);
    }

    /** The file that names the process which holds an embedded database. */
    @Nullable
    Path ownerFile() {
        return file == null ? null : file.resolveSibling(file.getFileName() + ".pid");
    }

    /** The password left out. */
    @Override
    public String toString() {
        return url;
    }
}
