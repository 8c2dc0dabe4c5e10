package org.waypost.itinerary.keys;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * The secrets of one installation, one per {@link Purpose}: those that rotate in versions, and the audit's own, which is
 * kept as long as the audit. Safe for use by any thread; a version that is added or destroyed while it is in use is known
 * to the next who asks.
 *
 * <p>Hazard: a second node, or a restored backup, with another ring would answer "no data" to everybody. Therefore each
 * database holds the fingerprint of every version ({@link BoundKeys}), and a ring that does not match stops the start.
 */
public final class KeyRing {
    /** What a key is for; no key serves two purposes. */
    public enum Purpose {
        /** Pseudonyms of numbers in the itinerary tables, the register and the case files. */
        SUBSCRIBER,
        /** ID endings in the register. */
        ENDING,
        /** Numbers and texts that must be readable until a reply is done. */
        REPLY,
        /** Recognition of repeated messages. */
        REPEAT,
        /** Pseudonyms in the audit and its chain; kept as long as the audit. */
        AUDIT;

        /** Whether each version of a ring has a key of its own for this. */
        boolean rotates() {
            return this != AUDIT;
        }
    }

    /** Length of every key, in bytes. */
    public static final int KEY_LENGTH = 32;

    /** How far the clocks of two nodes may be apart: around a version's beginning either may be ahead. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final byte[] audit;
    private final KeyedHash auditHash;
    /** In ascending order of number and of beginning; at least one. */
    private volatile List<KeyVersion> versions;

    KeyRing(byte[] audit, KeyedHash auditHash, List<KeyVersion> versions) {
        this.audit = audit.clone();
        this.auditHash = auditHash;
        this.versions = checked(versions);
    }

    /** A ring of one version that was in force all the time. */
    KeyRing(Map<Purpose, byte[]> keys) {
        this.audit = keys.getOrDefault(Purpose.AUDIT, new byte[0]).clone();
        this.auditHash = new KeyedHash(Purpose.AUDIT, audit);
        this.versions = List.of(new KeyVersion(1, Instant.EPOCH, keys, auditHash));
    }

    private static List<KeyVersion> checked(List<KeyVersion> versions) {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("no version of the keys (expected at least one)");
        }
        for (int i = 1; i < versions.size(); i++) {
            KeyVersion before = versions.get(i - 1);
            KeyVersion next = versions.get(i);
            if (next.number() != before.number() + 1 || !next.from().isAfter(before.from())) {
                throw new IllegalArgumentException(
                        "%s after %s (expected the next number and a later beginning)".formatted(next, before));
            }
        }
        return List.copyOf(versions);
    }

    /** A ring of fresh random keys, kept nowhere. */
    public static KeyRing random() {
        return new KeyRing(randomKeys());
    }

    private static Map<Purpose, byte[]> randomKeys() {
        SecureRandom random = new SecureRandom();
        Map<Purpose, byte[]> keys = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            byte[] key = new byte[KEY_LENGTH];
            random.nextBytes(key);
            keys.put(purpose, key);
        }
        return keys;
    }

    /**
     * The same ring with one more version of fresh random keys.
     *
     * @param from when it comes into force; later than every version before
     */
    public KeyRing withNext(Instant from) {
        List<KeyVersion> more = new ArrayList<>(versions);
        more.add(new KeyVersion(newest().number() + 1, from, randomKeys(), auditHash));
        return new KeyRing(audit, auditHash, more);
    }

    /** The same ring without a version, which is the oldest of several, or the newest that nobody has used yet. */
    public KeyRing without(int version) {
        List<KeyVersion> less = new ArrayList<>(versions);
        less.removeIf(v -> v.number() == version);
        return new KeyRing(audit, auditHash, less);
    }

    byte[] auditKey() {
        return audit;
    }

    /** All versions, the oldest first; the last may come into force later only. */
    public List<KeyVersion> versions() {
        return versions;
    }

    public KeyVersion oldest() {
        return versions.get(0);
    }

    public KeyVersion newest() {
        List<KeyVersion> all = versions;
        return all.get(all.size() - 1);
    }

    /** A version by its number; empty if it is not in this ring, or no longer. */
    public Optional<KeyVersion> version(int number) {
        return versions.stream().filter(v -> v.number() == number).findFirst();
    }

    /** The version under which something of this instant is written. */
    public KeyVersion inForce(Instant at) {
        List<KeyVersion> all = versions;
        for (int i = all.size() - 1; i > 0; i--) {
            if (!all.get(i).from().isAfter(at)) {
                return all.get(i);
            }
        }
        return all.get(0);
    }

    /** The versions under which anything of this time was written, the oldest first. */
    public List<KeyVersion> inForceBetween(Instant first, Instant last) {
        List<KeyVersion> all = versions;
        if (all.size() == 1) {
            return all;
        }
        int oldest = all.indexOf(inForce(first));
        int newest = all.indexOf(inForce(last));
        return all.subList(oldest, Math.max(oldest, newest) + 1);
    }

    /** The pseudonyms of a number in tables, under each version that a node may have written with by now. */
    public Pseudonyms pseudonyms(Msisdn number, Instant now) {
        List<KeyVersion> all = versions;
        KeyVersion oldest = all.get(0);
        if (all.size() == 1) {
            return Pseudonyms.alone(oldest.subscriber(number), oldest.number());
        }
        Instant ahead = now.plus(CLOCK_TOLERANCE);
        Instant behind = now.minus(CLOCK_TOLERANCE);
        List<SubscriberKey> keys = new ArrayList<>();
        int current = 0;
        int firstContested = 0;
        for (KeyVersion version : all) {
            if (version.from().isAfter(ahead)) {
                break;
            }
            if (!version.from().isAfter(now)) {
                current = keys.size();
            }
            if (!version.from().isAfter(behind)) {
                firstContested = keys.size();
            }
            keys.add(version.subscriber(number));
        }
        if (keys.isEmpty()) {
            return Pseudonyms.alone(oldest.subscriber(number), oldest.number());
        }
        return new Pseudonyms(keys, oldest.number(), current, firstContested);
    }

    /**
     * Takes over the versions of the same ring as it was read anew.
     *
     * @throws IllegalArgumentException if it is another ring: a version that both have differs, or the audit's key
     */
    public synchronized void take(KeyRing changed) {
        if (!same(audit, changed.audit)) {
            throw new IllegalArgumentException("another key for AUDIT than before (expected the same ring, changed)");
        }
        for (KeyVersion version : versions) {
            Optional<KeyVersion> other = changed.version(version.number());
            if (other.isPresent()
                    && (!other.get().fingerprint().equals(version.fingerprint())
                            || !other.get().from().equals(version.from()))) {
                throw new IllegalArgumentException(
                        "%s in place of %s (expected the same ring, changed)".formatted(other.get(), version));
            }
        }
        versions = changed.versions;
    }

    /** The pseudonym of a number in the audit; another one than in the tables, so that it outlives their keys. */
    public byte[] auditSubject(Msisdn number) {
        return auditHash.prefix(SubscriberKey.LENGTH, KeyedHash.ascii("subject\0" + number.digits()));
    }

    /** The chain value of an audit page: HMAC over the previous value and the page. */
    public byte[] auditMac(byte[] previous, byte[] page) {
        return auditHash.of(KeyedHash.ascii("page\0"), previous, page);
    }

    /** Compares two digests in a time that does not depend on where they differ. */
    public static boolean same(byte[] left, byte[] right) {
        return MessageDigest.isEqual(left, right);
    }

    /**
     * Decrypts what {@link KeyVersion#seal} made, under whichever version.
     *
     * @throws UnreadableSealException if it was not sealed under this ring and context, or was changed since
     */
    public byte[] open(byte[] sealed, byte[] context) throws UnreadableSealException {
        int number = KeyVersion.versionOf(sealed);
        Optional<KeyVersion> version = version(number);
        if (version.isEmpty()) {
            throw new UnreadableSealException("sealed text of key version %d (the key ring holds %d to %d)"
                    .formatted(number, oldest().number(), newest().number()));
        }
        return version.get().open(sealed, context);
    }

    @Override
    public String toString() {
        return "KeyRing" + versions;
    }
}
