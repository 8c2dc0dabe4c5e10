package org.waypost.itinerary.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.embedded.H2Url;

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
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /**
     * An embedded H2 database.
     *
     * @param file path without suffix; H2 adds {@code .mv.db}
     * @throws IllegalArgumentException if the path holds a semicolon, which would end it in a URL
     */
    public static Database file(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (path.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("database path %s (expected no semicolon)".formatted(path));
        }
        return new Database(H2Url.of(path.toString()), path, null, null);
    }

    /**
     * A PostgreSQL server, where several nodes share one database.
     *
     * @param url JDBC URL, beginning with {@code jdbc:postgresql:}
     * @throws IllegalArgumentException if it is the URL of anything else
     */
    public static Database server(String url, @Nullable String user, @Nullable String password) {
        if (!url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("database URL of %d characters (expected one that begins with %s)"
                    .formatted(url.length(), POSTGRESQL));
        }
        return new Database(url, null, user, password);
    }

    Dialect dialect() {
        return url.startsWith(POSTGRESQL) ? Dialect.POSTGRESQL : Dialect.H2;
    }

    /** The file that names the process which holds an embedded database. */
    @Nullable
    Path ownerFile() {
        return file == null ? null : file.resolveSibling(file.getFileName() + ".pid");
    }

    /** The password left out, and whatever parameters the URL has. */
    @Override
    public String toString() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
