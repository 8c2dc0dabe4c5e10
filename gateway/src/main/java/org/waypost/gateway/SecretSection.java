package org.waypost.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.waypost.gateway.configuration.Section;

/** A secret in YAML: {@code {file: PATH}} or {@code {env: NAME}}, never the secret itself. */
final class SecretSection {
    private SecretSection() {}

    /** Empty, with the problem noted, if it cannot be had. */
    static Optional<String> read(Section section, String key) {
        if (!section.has(key)) {
            section.problem(key, "missing (expected file: or env: below it)");
            return Optional.empty();
        }
        try (Section where = section.section(key)) {
            Optional<String> variable = where.optionalText("env");
            if (variable.isPresent()) {
                String value = System.getenv(variable.get());
                if (value == null) {
                    where.problem("env", "variable %s is not set".formatted(variable.get()));
                }
                return Optional.ofNullable(value);
            }
            if (!where.has("file")) {
                where.problem("expected file: or env:, not the %s itself".formatted(key));
                return Optional.empty();
            }
            Path file = where.path("file", "");
            try {
                return Optional.of(
                        Files.readString(file, StandardCharsets.UTF_8).strip());
            } catch (IOException e) {
                where.problem("file", "%s cannot be read".formatted(file));
                return Optional.empty();
            }
        }
    }
}
