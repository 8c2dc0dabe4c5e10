package org.waypost.itinerary.keys;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a database remembers of the key versions it holds data under: the fingerprint of each and since when it is in force,
 * or that it is destroyed. Stored as settings, {@code key-fingerprint} for the first version and {@code key-fingerprint-2} for
 * the second.
 */
public final class BoundKeys {
    /** What the names of these settings begin with. */
    public static final String SETTING = "key-fingerprint";

    private static final String DESTROYED = "destroyed ";
    private static final String FROM = " from ";

    private final SortedMap<Integer, String> texts = new TreeMap<>();

    /** @param settings by name; those of another beginning are ignored */
    public BoundKeys(Map<String, String> settings) {
        settings.forEach((name, text) -> {
            if (name.equals(SETTING)) {
                texts.put(1, text);
            } else if (name.matches(SETTING + "-[1-9][0-9]{0,4}")) {
                texts.put(Integer.parseInt(name.substring(SETTING.length() + 1)), text);
            }
        });
    }

    /** The name of a version's setting. */
    public static String setting(int version) {
        return version == 1 ? SETTING : SETTING + "-" + version;
    }

    /** What the setting of a version says that is in use. */
    public static String text(KeyVersion version) {
        return version.from().equals(Instant.EPOCH)
                ? version.fingerprint()
                : version.fingerprint() + FROM + version.from();
    }

    /** What the setting of a version says that is destroyed. */
    public static String destroyed(Instant at) {
        return DESTROYED + at;
    }

    /** Whether no version is known, as in a new database. */
    public boolean none() {
        return texts.isEmpty();
    }

    /** Whether a version was destroyed. */
    public boolean destroyed(int version) {
        return texts.getOrDefault(version, "").startsWith(DESTROYED);
    }

    /** Whether a version is known, be it destroyed or not. */
    public boolean knows(int version) {
        return texts.containsKey(version);
    }

    /** Which version a ring lacks or has with other keys, and what was expected; empty if it can be used. */
    public Optional<String> refusal(KeyRing ring) {
        for (Map.Entry<Integer, String> known : texts.entrySet()) {
            int number = known.getKey();
            String held = ring.version(number)
                    .map(BoundKeys::text)
                    .orElse("none, but version %d to %d"
                            .formatted(ring.oldest().number(), ring.newest().number()));
            if (!destroyed(number) && !known.getValue().equals(held)) {
                return Optional.of("key version %d with fingerprint %s (this key file has %s)"
                        .formatted(number, known.getValue(), held));
            }
        }
        return Optional.empty();
    }

    /**
     * From when on a ring cannot do without what it lacks; empty if it can be used. Other keys in place of a version are
     * never of use.
     */
    public Optional<Instant> lackedFrom(KeyRing ring) {
        if (refusal(ring).isEmpty()) {
            return Optional.empty();
        }
        Instant first = Instant.MAX;
        for (Map.Entry<Integer, String> known : inUse().entrySet()) {
            Optional<KeyVersion> held = ring.version(known.getKey());
            if (held.isPresent() && !text(held.get()).equals(known.getValue())) {
                return Optional.of(Instant.MIN);
            }
            if (held.isEmpty()) {
                Instant from = beginning(known.getValue());
                first = from.isBefore(first) ? from : first;
            }
        }
        return Optional.of(first);
    }

    private static Instant beginning(String text) {
        int at = text.indexOf(FROM);
        return at < 0 ? Instant.EPOCH : Instant.parse(text.substring(at + FROM.length()));
    }

    /** The settings that have to be added for a ring that can be used. */
    public Map<String, String> missing(KeyRing ring) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (KeyVersion version : ring.versions()) {
            if (!texts.containsKey(version.number())) {
                missing.put(setting(version.number()), text(version));
            }
        }
        return missing;
    }

    /** The versions that are not destroyed, by number, as the database knows them. */
    public SortedMap<Integer, String> inUse() {
        SortedMap<Integer, String> inUse = new TreeMap<>(texts);
        inUse.values().removeIf(text -> text.startsWith(DESTROYED));
        return inUse;
    }

    /** Versions that a ring holds though they are destroyed here, the oldest first. */
    public List<Integer> left(KeyRing ring) {
        return ring.versions().stream()
                .map(KeyVersion::number)
                .filter(this::destroyed)
                .toList();
    }
}
