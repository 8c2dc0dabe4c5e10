package org.waypost.gateway.ops;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.KeyUse;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.CoreStartException;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.BoundKeys;
import org.waypost.itinerary.keys.InvalidKeyFileException;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.keys.KeyVersion;

/**
 * Adds versions to the key ring, takes up what another node added, and destroys versions whose data is gone (contract P3).
 *
 * <p>How it works: a version is made in the key file first, then noted in both databases, and comes into force at a midnight that is at
 * least {@link #LEAD} away. Until then every node reads its file anew ({@link #takeUp}); one that lacks a version that the databases
 * know says so, and takes no questions from when others may write under it. A version is destroyed in the databases
 * first and in the file last: what was interrupted in between is finished by the next look.
 *
 * <p>Safe for use by any thread.
 */
public final class KeyRotation {
    /** A version comes into force this much later than it is made, or more: time to bring it to every node. */
    public static final Duration LEAD = Duration.ofMinutes(30);

    /** Each version is one more pseudonym to look for. */
    static final int MOST_VERSIONS = 8;

    /** Nodes that said nothing for so long are gone. */
    private static final Duration NODE_GONE = Duration.ofDays(1);

    /** How often a node says that it is there and which versions it holds. */
    private static final Duration BETWEEN_SIGNS = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final Path file;
    private final KeyRing keys;
    private final GatewayStore store;
    private final ItineraryCore core;
    private final ZoneOffset zone;
    private final Clock clock;
    private Instant nextSign = Instant.MIN;

    /**
     * @param file from which the ring was read
     * @param keys which everybody uses; changed where it stands
     * @param zone at whose midnight versions begin
     */
    public KeyRotation(Path file, KeyRing keys, GatewayStore store, ItineraryCore core, ZoneOffset zone, Clock clock) {
        this.file = file;
        this.keys = keys;
        this.store = store;
        this.core = core;
        this.zone = zone;
        this.clock = clock;
    }

    /** The key ring cannot be changed so; the message says why and what was expected. */
    public static final class RefusedRotationException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedRotationException(String message) {
            super(message);
        }
    }

    /** The midnight from which a version would be in force that is made now. */
    private Instant nextMidnight(Instant now) {
        return now.plus(LEAD)
                .atOffset(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    /**
     * Adds a version.
     *
     * @param operator who does it, as the audit names them
     * @return the new version
     */
    public synchronized KeyVersion rotate(String operator)
            throws RefusedRotationException, IOException, InvalidKeyFileException, StoreUnavailableException,
                    SQLException {
        Instant now = clock.instant();
        takeUp();
        KeyRing changed = KeyFile.change(file, ring -> mayRotate(ring, now) ? ring.withNext(nextMidnight(now)) : ring);
        KeyVersion made = changed.newest();
        if (keys.version(made.number()).isPresent()) {
            throw new RefusedRotationException(
                    made.from().isAfter(now)
                            ? "key version %d is not in force before %s (expected one rotation at a time)"
                                    .formatted(made.number(), made.from())
                            : "the key ring holds %d versions (expected fewer than %d: destroy the oldest first)"
                                    .formatted(changed.versions().size(), MOST_VERSIONS));
        }
        audit(AuditEntry.Event.KEYS_ROTATED, made.number(), operator, now);
        try {
            bind(changed);
        } catch (RefusedRotationException e) {
            KeyFile.change(
                    file,
                    ring -> ring.newest().fingerprint().equals(made.fingerprint())
                            ? ring.without(made.number())
                            : ring);
            throw e;
        }
        keys.take(changed);
        LOG.info(
                "key version {} with fingerprint {} is in force from {}",
                made.number(),
                made.fingerprint(),
                made.from());
        return made;
    }

    private static boolean mayRotate(KeyRing ring, Instant now) {
        return ring.versions().size() < MOST_VERSIONS && !ring.newest().from().isAfter(now);
    }

    /** The gateway's database decides between two nodes that rotate at once. */
    private void bind(KeyRing ring) throws RefusedRotationException, StoreUnavailableException, SQLException {
        try {
            store.keys().bind(ring, clock.instant());
        } catch (StoreUnavailableException e) {
            Optional<String> refusal = store.keys().bound().refusal(ring);
            if (refusal.isPresent()) {
                throw new RefusedRotationException(
                        "another node has added %s; bring its key file here".formatted(refusal.get()));
            }
            throw e;
        }
        Optional<String> refusal = store.keys().bound().refusal(ring);
        if (refusal.isPresent()) {
            throw new RefusedRotationException("the gateway's database knows " + refusal.get());
        }
        try {
            core.bindKeys(ring);
        } catch (CoreStartException e) {
            throw new RefusedRotationException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * What a node lacks.
     *
     * @param what the databases know and the ring has not
     * @param from when on nothing may be answered without it
     */
    public record Lack(String what, Instant from) {}

    /** What this node lacks as it stands; empty if nothing. */
    public Optional<Lack> lack() throws StoreUnavailableException, SQLException {
        for (BoundKeys bound : List.of(store.keys().bound(), core.boundKeys())) {
            Optional<String> refusal = bound.refusal(keys);
            Optional<Instant> from = bound.lackedFrom(keys);
            if (refusal.isPresent() && from.isPresent()) {
                return Optional.of(new Lack(refusal.get(), from.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * Reads the key file anew: takes up versions that were added to it, tells the databases of them, and finishes what
     * another node or an interrupted command began to destroy. A file that lacks what the databases know is not taken up.
     */
    public synchronized void takeUp()
            throws IOException, InvalidKeyFileException, StoreUnavailableException, SQLException,
                    RefusedRotationException {
        KeyRing read = finishDestroying(KeyFile.open(file));
        BoundKeys gateway = store.keys().bound();
        BoundKeys itineraries = core.boundKeys();
        Optional<String> refusal = gateway.refusal(read);
        if (refusal.isEmpty()) {
            refusal = itineraries.refusal(read);
        }
        if (refusal.isPresent()) {
            throw new RefusedRotationException("%s: the databases know %s".formatted(file, refusal.get()));
        }
        Instant now = clock.instant();
        boolean news = !gateway.missing(read).isEmpty()
                || !itineraries.missing(read).isEmpty()
                || !read.toString().equals(keys.toString());
        if (news || !now.isBefore(nextSign)) {
            bind(read);
            nextSign = now.plus(BETWEEN_SIGNS);
        }
        try {
            take(read);
        } catch (IllegalArgumentException e) {
            throw new RefusedRotationException("%s: %s".formatted(file, e.getMessage()));
        }
    }

    private void take(KeyRing read) {
        int before = keys.newest().number();
        keys.take(read);
        if (keys.newest().number() > before) {
            LOG.info(
                    "key version {} with fingerprint {} is taken up, in force from {}",
                    keys.newest().number(),
                    keys.newest().fingerprint(),
                    keys.newest().from());
        }
    }

    /** Takes the versions out of the file that a database knows as destroyed, once both do. */
    private KeyRing finishDestroying(KeyRing read)
            throws IOException, InvalidKeyFileException, StoreUnavailableException, SQLException {
        BoundKeys gateway = store.keys().bound();
        BoundKeys itineraries = core.boundKeys();
        KeyRing left = read;
        for (int version : leftOvers(read, gateway, itineraries)) {
            finish(version, gateway, itineraries);
            left = KeyFile.change(file, ring -> ring.version(version).isPresent() ? ring.without(version) : ring);
            LOG.info("key version {} is destroyed", version);
        }
        return left;
    }

    /** Versions that this file holds though a database knows them as destroyed. */
    private static List<Integer> leftOvers(KeyRing ring, BoundKeys gateway, BoundKeys itineraries) {
        return ring.versions().stream()
                .map(KeyVersion::number)
                .filter(version -> gateway.destroyed(version) || itineraries.destroyed(version))
                .toList();
    }

    private void finish(int version, BoundKeys gateway, BoundKeys itineraries)
            throws StoreUnavailableException, SQLException {
        if (!itineraries.destroyed(version)) {
            core.keysDestroyed(version);
        }
        if (!gateway.destroyed(version)) {
            store.keys().destroyed(version, clock.instant());
        }
    }

    /** Why a version cannot be destroyed now; empty if it can. */
    public Optional<String> obstacle(int version) throws StoreUnavailableException, SQLException {
        Optional<KeyVersion> found = keys.version(version);
        if (found.isEmpty()) {
            return Optional.of("key version %d is not in the ring (expected %d to %d)"
                    .formatted(version, keys.oldest().number(), keys.newest().number()));
        }
        if (keys.oldest().number() != version || keys.inForce(clock.instant()).number() == version) {
            return Optional.of(
                    "key version %d is in force, or not the oldest (expected the oldest, %d, once a newer one is in force)"
                            .formatted(version, keys.oldest().number()));
        }
        if (core.holdsTracksUnder(found.get())) {
            return Optional.of(
                    "tracks under key version %d are within retention, or not purged yet".formatted(version));
        }
        KeyUse use = store.keys().use(version);
        if (use.registered() > 0) {
            return Optional.of(
                    "%d active lines of the register stand under key version %d (expected a full import of the register, with id_suffix, since %s)"
                            .formatted(use.registered(), version, endOf(version)));
        }
        return Optional.empty();
    }

    private String endOf(int version) {
        return keys.version(version + 1).map(next -> next.from().toString()).orElse("the next rotation");
    }

    /** Destroys the oldest version: afterwards nothing that was stored under it can be linked to a number. */
    public synchronized void destroy(int version, String operator)
            throws RefusedRotationException, IOException, InvalidKeyFileException, StoreUnavailableException,
                    SQLException {
        Optional<String> obstacle = obstacle(version);
        if (obstacle.isPresent()) {
            throw new RefusedRotationException(obstacle.get());
        }
        audit(AuditEntry.Event.KEYS_DESTROYED, version, operator, clock.instant());
        core.keysDestroyed(version);
        store.keys().destroyed(version, clock.instant());
        takeUp();
    }

    private void audit(AuditEntry.Event event, int version, String operator, Instant now)
            throws StoreUnavailableException {
        store.audit(null, List.of(AuditEntry.staff(event, null, "version " + version, operator)), now);
    }

    /** How a version stands. */
    public record Standing(KeyVersion version, String state, KeyUse use, String destroyable) {}

    /** All versions, the oldest first. */
    public List<Standing> show() throws StoreUnavailableException, SQLException {
        Instant now = clock.instant();
        List<Standing> all = new ArrayList<>();
        for (KeyVersion version : keys.versions()) {
            String state = version.from().isAfter(now) ? "pending" : version == keys.inForce(now) ? "in force" : "old";
            all.add(new Standing(
                    version,
                    state,
                    store.keys().use(version.number()),
                    obstacle(version.number()).orElse("now")));
        }
        return all;
    }

    /** Nodes that do not hold the newest version, and which they hold. */
    public SortedMap<String, Integer> behind() throws StoreUnavailableException {
        SortedMap<String, Integer> nodes = store.keys().holders(clock.instant().minus(NODE_GONE));
        nodes.values().removeIf(newest -> newest >= keys.newest().number());
        return nodes;
    }
}
