package org.waypost.itinerary.keys;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.waypost.itinerary.keys.KeyRing.Purpose;

/**
 * A ring as lines: {@code 1 SUBSCRIBER <base64 of 32 bytes>} for a key, the first word being its version, and {@code 2 FROM
 * 2026-11-28T16:00:00Z} for the instant at which a version comes into force; one without such a line was in force all the time. The audit's key does not rotate: it
 * stands as {@code 1 AUDIT}, also when the first version is gone.
 */
final class KeyFileText {
    private static final String HEAD =
            "# Waypost keys. Whoever reads this file can link pseudonyms to numbers; whoever loses it loses all data.";
    private static final String FROM = "FROM";

    private final Path file;
    private final SortedMap<Integer, Map<Purpose, byte[]>> keys = new TreeMap<>();
    private final Map<Integer, Instant> beginnings = new TreeMap<>();

    private KeyFileText(Path file) {
        this.file = file;
    }

    static String of(KeyRing ring) {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        for (KeyVersion version : ring.versions()) {
            if (!version.from().equals(Instant.EPOCH)) {
                lines.add("%d %s %s".formatted(version.number(), FROM, version.from()));
            }
            for (Purpose purpose : Purpose.values()) {
                if (purpose.rotates()) {
                    lines.add(line(version.number(), purpose, version.key(purpose)));
                }
            }
        }
        lines.add(line(1, Purpose.AUDIT, ring.auditKey()));
        return String.join("\n", lines) + "\n";
    }

    private static String line(int version, Purpose purpose, byte[] key) {
        return version + " " + purpose + " " + Base64.getEncoder().encodeToString(key);
    }

    /** @param file for messages, which never hold a key */
    static KeyRing parse(Path file, List<String> lines) throws InvalidKeyFileException {
        KeyFileText text = new KeyFileText(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                text.read(i + 1, line.trim().split(" +", -1));
            }
        }
        try {
            return text.ring();
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyFileException("%s: %s".formatted(file, e.getMessage()));
        }
    }

    private void read(int line, String[] words) throws InvalidKeyFileException {
        if (words.length != 3 || !words[0].matches("[1-9][0-9]{0,4}")) {
            throw new InvalidKeyFileException(
                    "%s, line %d: not of the form '1 PURPOSE base64' or '2 FROM instant'".formatted(file, line));
        }
        int version = Integer.parseInt(words[0]);
        if (words[1].equals(FROM)) {
            try {
                beginnings.put(version, Instant.parse(words[2]));
            } catch (DateTimeException e) {
                throw new InvalidKeyFileException(
                        "%s, line %d: no instant as 2026-11-28T16:00:00Z".formatted(file, line));
            }
            return;
        }
        try {
            keys.computeIfAbsent(version, v -> new EnumMap<>(Purpose.class))
                    .put(Purpose.valueOf(words[1]), Base64.getDecoder().decode(words[2]));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyFileException("%s, line %d: unknown purpose or damaged key".formatted(file, line));
        }
    }

    private KeyRing ring() {
        Map<Purpose, byte[]> first = keys.getOrDefault(1, Map.of());
        byte[] audit = first.getOrDefault(Purpose.AUDIT, new byte[0]);
        KeyedHash auditHash = new KeyedHash(Purpose.AUDIT, audit);
        if (first.size() == 1 && keys.size() > 1) {
            keys.remove(1);
        }
        List<KeyVersion> versions = new ArrayList<>();
        keys.forEach((number, purposes) -> {
            if (number > 1 && purposes.containsKey(Purpose.AUDIT)) {
                throw new IllegalArgumentException(
                        "key version %d has a key for AUDIT, which does not rotate (expected in version 1 only)"
                                .formatted(number));
            }
            if (number > 1 && !beginnings.containsKey(number)) {
                throw new IllegalArgumentException(
                        "key version %d does not say since when it is in force (expected a line '%d FROM instant')"
                                .formatted(number, number));
            }
            versions.add(new KeyVersion(number, beginnings.getOrDefault(number, Instant.EPOCH), purposes, auditHash));
        });
        return new KeyRing(audit, auditHash, versions);
    }
}
