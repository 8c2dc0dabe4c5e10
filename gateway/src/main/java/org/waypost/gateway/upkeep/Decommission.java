package org.waypost.gateway.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.Holdings;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.itinerary.CoreStartException;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.InvalidKeyFileException;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;

/**
 * Ends an installation: deletes everything it holds, and leaves a signed statement of what that was (contract P9).
 *
 * <p>How it works: the statement is begun before anything is deleted, with counts and the heads of the audit. Then the itinerary
 * database goes, the gateway's, directories and files, and last the keys, without which a copy that somebody kept can be
 * linked to nobody. Each step may be done again, so a run that was killed goes on where its statement lies.
 */
public final class Decommission {
    private final Premises premises;
    private final Clock clock;
    private final long start;
    private final Consumer<String> told;

    /**
     * @param start tells this run's audit chain from all others of the database
     * @param told what has just been done
     */
    public Decommission(Premises premises, Clock clock, long start, Consumer<String> told) {
        this.premises = premises;
        this.clock = clock;
        this.start = start;
        this.told = told;
    }

    /** It is not done, for this reason; nothing of the call took effect. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * What there is, and would be deleted.
     *
     * @param installation names it: the fingerprint of its keys
     * @param rows by table
     * @param heads of the audit's chains
     * @param paths files and directories
     */
    public record Plan(String installation, Map<String, Long> rows, List<String> heads, List<Path> paths) {
        public Plan {
            rows = new LinkedHashMap<>(rows);
            heads = List.copyOf(heads);
            paths = List.copyOf(paths);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("installation %s holds%n".formatted(installation));
            rows.forEach((table, count) -> text.append("  %,12d rows of %s%n".formatted(count, table)));
            heads.forEach(head -> text.append("  audit ").append(head).append(System.lineSeparator()));
            paths.forEach(path -> text.append("  ").append(path).append(System.lineSeparator()));
            return text.toString();
        }
    }

    /** Looks, and changes nothing. */
    public Plan plan()
            throws IOException, InvalidKeyFileException, UnusableDatabaseException, CoreStartException, SQLException,
                    StoreUnavailableException {
        KeyRing keys = KeyFile.open(premises.keys());
        try (GatewayStore store = open(keys);
                ItineraryCore core = ItineraryCore.open(premises.itinerary(), keys, clock)) {
            return plan(keys, store, core);
        }
    }

    private Plan plan(KeyRing keys, GatewayStore store, ItineraryCore core)
            throws SQLException, StoreUnavailableException {
        Map<String, Long> rows = new LinkedHashMap<>();
        core.holdings().forEach((table, count) -> rows.put("itinerary." + table, count));
        Holdings holdings = store.holdings();
        holdings.rows().forEach((table, count) -> rows.put("gateway." + table, count));
        return new Plan(keys.newest().fingerprint(), rows, holdings.heads(), paths());
    }

    private List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        paths.addAll(Premises.files(premises.itinerary().databaseFile()));
        paths.addAll(Premises.files(premises.gateway().file()));
        paths.addAll(premises.directories());
        paths.addAll(premises.files());
        paths.add(KeyFile.lockBeside(premises.keys()));
        paths.add(premises.keys());
        return paths.stream().filter(Files::exists).toList();
    }

    private GatewayStore open(KeyRing keys) throws UnusableDatabaseException {
        return new JdbcStore(GatewayDatabase.open(premises.gateway(), keys), keys, premises.node(), start, 0);
    }

    /**
     * Does it, or goes on with it.
     *
     * @param installation as the plan named it
     * @param statement file of the statement; one that is begun there is gone on with
     * @param operator who does it
     * @throws Refused if this is another installation, or the statement is of one or finished
     */
    public Statement run(String installation, Path statement, String operator)
            throws IOException, InvalidKeyFileException, UnusableDatabaseException, CoreStartException, SQLException,
                    StoreUnavailableException, Refused {
        Statement begun = Statement.read(statement);
        if (begun != null && (begun.finished() || !begun.installation().equals(installation))) {
            throw new Refused("%s: a statement of installation %s, %s (expected none, or one that is begun)"
                    .formatted(statement, begun.installation(), begun.finished() ? "finished" : "begun"));
        }
        if (Files.exists(premises.keys())) {
            begun = deleteDatabases(installation, statement, operator, begun);
        } else if (begun == null) {
            throw new Refused(
                    "%s: not there (expected the keys of installation %s)".formatted(premises.keys(), installation));
        }
        for (Path directory : premises.directories()) {
            emptied(directory);
        }
        for (Path file : premises.files()) {
            deleted(file);
        }
        deleted(KeyFile.lockBeside(premises.keys()));
        deleted(premises.keys());
        return begun.finish(statement, clock.instant());
    }

    private Statement deleteDatabases(String installation, Path statement, String operator, @Nullable Statement earlier)
            throws IOException, InvalidKeyFileException, UnusableDatabaseException, CoreStartException, SQLException,
                    StoreUnavailableException, Refused {
        KeyRing keys = KeyFile.open(premises.keys());
        if (!keys.newest().fingerprint().equals(installation)) {
            throw new Refused("--installation %s: these are the keys of %s"
                    .formatted(installation, keys.newest().fingerprint()));
        }
        Statement begun = earlier == null ? begin(keys, statement, operator) : earlier;
        Path itinerary = premises.itinerary().databaseFile();
        if (itinerary == null || Files.exists(Premises.ending(itinerary, ".mv.db"))) {
            try (ItineraryCore core = ItineraryCore.open(premises.itinerary(), keys, clock)) {
                core.destroy();
            }
            told.accept("itinerary database: tables dropped");
        }
        for (Path file : Premises.files(itinerary)) {
            deleted(file);
        }
        Path gateway = premises.gateway().file();
        if (gateway == null || Files.exists(Premises.ending(gateway, ".mv.db"))) {
            // Without its mark, a database whose tables are gone already is as good as new.
            deletedIfMark(gateway);
            try (GatewayStore store = open(keys)) {
                store.destroy();
            }
            told.accept("gateway database: tables dropped");
        }
        for (Path file : Premises.files(gateway)) {
            deleted(file);
        }
        return begun;
    }

    private void deletedIfMark(@Nullable Path gateway) throws IOException {
        if (gateway != null) {
            Files.deleteIfExists(Premises.ending(gateway, ".in-use"));
        }
    }

    private Statement begin(KeyRing keys, Path statement, String operator)
            throws IOException, UnusableDatabaseException, CoreStartException, SQLException, StoreUnavailableException {
        try (GatewayStore store = open(keys);
                ItineraryCore core = ItineraryCore.open(premises.itinerary(), keys, clock)) {
            AuditEntry entry = AuditEntry.staff(AuditEntry.Event.DECOMMISSION_BEGUN, null, null, operator);
            store.audit(null, List.of(entry), clock.instant());
            Statement begun = Statement.begin(statement, plan(keys, store, core), operator, clock.instant());
            told.accept("statement begun: " + statement);
            return begun;
        }
    }

    private void deleted(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            told.accept("deleted: " + file);
        }
    }

    private void emptied(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
        told.accept("deleted: " + directory);
    }
}
