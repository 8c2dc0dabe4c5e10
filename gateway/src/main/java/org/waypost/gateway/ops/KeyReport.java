package org.waypost.gateway.ops;

import java.sql.SQLException;
import java.util.Map;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.keys.KeyVersion;

/** What operators are told of the key ring, for people: fingerprints, never a key. */
public final class KeyReport {
    private KeyReport() {}

    /** All versions, and the nodes that lack the newest. */
    public static String of(KeyRotation rotation) throws StoreUnavailableException, SQLException {
        StringBuilder text = new StringBuilder("%-8s %-17s %-21s %-9s %9s %9s  %s%n"
                .formatted("version", "fingerprint", "from", "state", "endings", "files", "can be destroyed"));
        for (KeyRotation.Standing standing : rotation.show()) {
            KeyVersion version = standing.version();
            text.append("%-8d %-17s %-21s %-9s %9d %9d  %s%n"
                    .formatted(
                            version.number(),
                            version.fingerprint(),
                            version.from(),
                            standing.state(),
                            standing.use().registered(),
                            standing.use().files(),
                            standing.destroyable()));
        }
        for (Map.Entry<String, Integer> node : rotation.behind().entrySet()) {
            text.append("node %s holds version %d at most: bring it the key file%n"
                    .formatted(node.getKey(), node.getValue()));
        }
        return text.toString();
    }

    /** A version that was made. */
    public static String made(KeyVersion version) {
        return "key version %d with fingerprint %s is in force from %s: bring the key file to every node before, and back it up%n"
                .formatted(version.number(), version.fingerprint(), version.from());
    }

    /** A version that is no more. */
    public static String destroyed(int version) {
        return "key version %d is destroyed: remove it from backups of the key file too%n".formatted(version);
    }
}
