package org.waypost.gateway.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.upkeep.RegisterImport;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;

/** Imports into the databases that this process has open: a file is the body of a request, its report the answer. */
public final class ImportRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRoutes.class);
    /** One file; a day of a large carrier has fewer bytes, and more files. */
    private static final long LONGEST_FILE = 64L << 30;

    private static final int FAILED = 1;

    private final ItineraryCore core;
    private final RegisterImport register;
    private final Path quarantine;
    private final GatewayStore store;
    private final Clock clock;
    /** One at a time: each has a share of the heap, and workers must be left for health. */
    private final Semaphore importing = new Semaphore(1);

    /** @param quarantine directory for rejected lines of events */
    public ImportRoutes(ItineraryCore core, RegisterImport register, Path quarantine, GatewayStore store, Clock clock) {
        this.core = core;
        this.register = register;
        this.quarantine = quarantine;
        this.store = store;
        this.clock = clock;
    }

    /** What an import does; returns whether it went well. */
    @FunctionalInterface
    private interface Work {
        boolean run(Asked asked, String name, PrintWriter out)
                throws IOException, SQLException, StoreUnavailableException, RefusedRequestException;
    }

    /** What there is to ask for. */
    public List<Route> routes() {
        return List.of(
                Route.post("/v1/import/cells", asked -> alone(asked, "cells", this::cells))
                        .by(StaffAction.IMPORT)
                        .withBody(LONGEST_FILE),
                Route.post("/v1/import/events", asked -> alone(asked, "events", this::events))
                        .by(StaffAction.IMPORT)
                        .withBody(LONGEST_FILE),
                Route.post("/v1/import/subscribers", asked -> alone(asked, "subscribers", this::subscribers))
                        .by(StaffAction.IMPORT)
                        .withBody(LONGEST_FILE),
                Route.post(
                                "/v1/register/{run}/deactivate-unnamed",
                                asked -> alone(asked, "the unnamed given up", this::deactivate))
                        .by(StaffAction.IMPORT),
                Route.post("/v1/days/{day}/complete", asked -> alone(asked, "a day complete", this::complete))
                        .by(StaffAction.IMPORT));
    }

    private Answer alone(Asked asked, String what, Work work) throws Exception {
        if (!importing.tryAcquire()) {
            throw new RefusedRequestException(409, "another import is running; try again after it");
        }
        try {
            Imports.audit(store, what, asked.operator(), clock.instant());
            String name = asked.parameter("name").orElse("standard input");
            StringWriter text = new StringWriter();
            boolean well = work.run(asked, name, new PrintWriter(text));
            LOG.info("an import by operator {} ended {}", asked.operator(), well ? "well" : "badly");
            return Answer.report(well ? 0 : FAILED, text.toString());
        } catch (SQLException e) {
            // A database may quote values in its messages: the code says enough and tells nothing.
            throw new RefusedRequestException(
                    503,
                    "the itinerary store refuses: SQL state %s, code %d".formatted(e.getSQLState(), e.getErrorCode()));
        } finally {
            importing.release();
        }
    }

    private boolean cells(Asked asked, String name, PrintWriter out) throws SQLException {
        return Imports.cells(core, Source.stream(name, asked.body()), out);
    }

    /** On one thread: the other processors are for those who text. */
    private boolean events(Asked asked, String name, PrintWriter out) throws IOException, SQLException {
        List<Source> sources = List.of(Source.stream(name, asked.body()));
        return Imports.events(core, sources, ImportOptions.PLAIN.withQuarantine(quarantine), out);
    }

    private boolean subscribers(Asked asked, String name, PrintWriter out)
            throws IOException, StoreUnavailableException, RefusedRequestException {
        long run =
                asked.parameters().containsKey("run") ? run(asked.parameters().get("run")) : RegisterImport.DELTA;
        Imports.subscribers(register, name, asked.body(), run, lines -> {}, out);
        return true;
    }

    private boolean deactivate(Asked asked, String name, PrintWriter out)
            throws StoreUnavailableException, RefusedRequestException {
        boolean anyNumber = asked.parameter("any-number").map("true"::equals).orElse(false);
        return Imports.deactivate(register, run(asked.variable("run")), anyNumber, out);
    }

    private static long run(String text) throws RefusedRequestException {
        try {
            long run = Long.parseLong(text);
            if (run > 0) {
                return run;
            }
        } catch (NumberFormatException e) {
            // The same message as for a number out of its range.
        }
        throw new RefusedRequestException(400, "run (expected a positive number)");
    }

    private boolean complete(Asked asked, String name, PrintWriter out) throws SQLException, RefusedRequestException {
        try {
            Imports.complete(core, LocalDate.parse(asked.variable("day")), out);
            return true;
        } catch (DateTimeException e) {
            throw new RefusedRequestException(400, "day (expected as 2026-11-24)");
        }
    }
}
