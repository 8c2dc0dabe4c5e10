package org.waypost.gateway;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.itinerary.store.Database;

/** Where the two databases are: {@code database: PATH} for an embedded one, or {@code postgresql:} with URL and user. */
final class DatabaseSections {
    private DatabaseSections() {}

    /** A server as configured. */
    private record Server(
            String url, @Nullable String user, @Nullable String password) {}

    static Optional<DatabaseAddress> gateway(Section section) {
        if (section.has("postgresql")) {
            return server(section).flatMap(s -> section.make(() -> DatabaseAddress.server(s.url, s.user, s.password)));
        }
        Path file = section.path("database", "../data/gateway");
        return section.make(() -> DatabaseAddress.file(file));
    }

    static Optional<Database> itinerary(Section section) {
        if (section.has("postgresql")) {
            return server(section).flatMap(s -> section.make(() -> Database.server(s.url, s.user, s.password)));
        }
        Path file = section.path("database", "../data/itinerary");
        return section.make(() -> Database.file(file));
    }

    private static Optional<Server> server(Section section) {
        if (section.has("database")) {
            section.problem("database", "beside postgresql (expected one of the two)");
        }
        try (Section server = section.section("postgresql")) {
            String url = server.text("url");
            Optional<String> user = server.optionalText("user");
            Optional<String> password =
                    server.has("password") ? SecretSection.read(server, "password") : Optional.empty();
            return Optional.of(new Server(url, user.orElse(null), password.orElse(null)));
        }
    }
}
