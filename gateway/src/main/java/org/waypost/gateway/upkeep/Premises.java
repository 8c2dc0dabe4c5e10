package org.waypost.gateway.upkeep;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.itinerary.ItinerarySettings;

/**
 * Where an installation keeps everything.
 *
 * @param node names this process in the balance
 * @param gateway the gateway's database
 * @param itinerary the itinerary database
 * @param keys the key file
 * @param directories that hold data of people and nothing else
 * @param files beside the databases and the keys
 */
public record Premises(
        String node,
        DatabaseAddress gateway,
        ItinerarySettings itinerary,
        Path keys,
        List<Path> directories,
        List<Path> files) {
    public Premises {
        directories = List.copyOf(directories);
        files = List.copyOf(files);
    }

    /** The files of an embedded database; empty for a server's. */
    static List<Path> files(@Nullable Path database) {
        return database == null
                ? List.of()
                : List.of(
                        ending(database, ".mv.db"),
                        ending(database, ".trace.db"),
                        ending(database, ".in-use"),
                        ending(database, ".pid"));
    }

    static Path ending(Path database, String ending) {
        return database.resolveSibling(database.getFileName() + ending);
    }
}
