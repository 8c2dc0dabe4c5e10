package org.waypost.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.smpp.session.TlsIdentity;

/** Files of TLS in YAML, all PEM: {@code certificate}, {@code key}, {@code authorities}. */
final class TlsSection {
    private TlsSection() {}

    /** For listening: all three are needed. */
    static Optional<TlsIdentity> server(Section section, Instant now) {
        Path certificate = needed(section, "certificate", "ours, then those up to its authority");
        Path key = needed(section, "key", "ours, PKCS 8, not encrypted");
        Path authorities = needed(section, "authorities", "who signs the certificates of peers");
        return certificate == null || key == null || authorities == null
                ? Optional.empty()
                : identity(section, () -> TlsIdentity.ofServer(certificate, key, authorities, now));
    }

    /** For connecting: a certificate of our own only where the peer wants one. */
    static Optional<TlsIdentity> client(Section section, Instant now) {
        Path certificate = section.has("certificate") ? section.path("certificate", "") : null;
        Path key = section.has("key") ? section.path("key", "") : null;
        Path authorities = needed(section, "authorities", "who signs the certificate of the peer");
        if ((certificate == null) != (key == null)) {
            section.problem("certificate and key: one without the other (expected both or none)");
            return Optional.empty();
        }
        return authorities == null
                ? Optional.empty()
                : identity(section, () -> TlsIdentity.ofClient(certificate, key, authorities, now));
    }

    private static @Nullable Path needed(Section section, String key, String what) {
        if (section.has(key)) {
            return section.path(key, "");
        }
        section.problem(key, "missing (expected a PEM file: %s)".formatted(what));
        return null;
    }

    @FunctionalInterface
    private interface Reading {
        TlsIdentity read() throws IOException;
    }

    private static Optional<TlsIdentity> identity(Section section, Reading reading) {
        try {
            return Optional.of(reading.read());
        } catch (IOException e) {
            section.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
