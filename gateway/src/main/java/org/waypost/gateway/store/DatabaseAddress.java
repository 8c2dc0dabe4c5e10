package org.waypost.gateway.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.embedded.H2Url;

/**
 * Where the gateway's database is.
 *
 * <p>{@link #toString()} leaves out the password and the URL's parameters.
 *
 * @param url JDBC URL
 * @param file path of an embedded database, without H2's ending; null for a server
 * @param user null where the database asks for none
 * @param password null where the database asks for none
 */
public record DatabaseAddress(
        String url,
        @Nullable Path file,
        @Nullable String user,
        @Nullable String password) {
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /**
     * An embedded H2 database.
     *
     * @param file without H2's ending
     * @throws IllegalArgumentException if the path holds a semicolon, which would end it in a URL
     */
    public static DatabaseAddress file(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (path.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("database path %s (expected no semicolon)".formatted(path));
        }
        return new DatabaseAddress(H2Url.of(path.toString()), path, null, null);
    }

    /**
     * A PostgreSQL server.
     *
     * @throws IllegalArgumentException if it is the URL of anything else
     */
    public static DatabaseAddress server(String url, @Nullable String user, @Nullable String password) {
        if (!url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("database URL of %d characters (expected one that begins with %s)"
                    .formatted(url.length(), POSTGRESQL));
        }
        return new DatabaseAddress(url, null, user, password);
    }

    /** Whether it is a file that one process owns. */
    public boolean embedded() {
        return !url.startsWith(POSTGRESQL);
    }

    Dialect dialect() {
        return embedded() ? Dialect.H2 : Dialect.POSTGRESQL;
    }

    @Override
    public String toString() {
        if (file != null) {
            return file.toString();
        }
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
