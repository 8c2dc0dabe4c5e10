package org.waypost.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.ops.Imports;
import org.waypost.itinerary.CoreStartException;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Progress;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.signalling.EventMapping;
import org.waypost.itinerary.signalling.InvalidMappingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Imports signalling events. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = {
            "Takes signalling events: msisdn,time,cell,kind. Files may come late, twice, or in any order.",
            "  +8613800138000,2026-11-20T08:03:11+08:00,460-00-4301-20011,tau",
            "Rejected lines are counted by reason and kept in a quarantine file, their number replaced by a pseudonym."
        })
final class ImportEvents implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private Feeds feeds = new Feeds();

    @Option(
            names = "--complete",
            paramLabel = "DAY",
            description =
                    "With these files the day's feed is whole, as 2026-11-20; may be given several times. Until a day is"
                            + " complete, answers say so.")
    private List<LocalDate> complete = List.of();

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "How the lines are written, where not in the documented form; see itinerary-core/README.md.")
    private @Nullable Path mapping;

    @Option(
            names = "--threads",
            paramLabel = "NUMBER",
            description = "Threads that read lines at the same time; normally one for each processor. A running"
                    + " 'waypost serve' takes files on one, whatever is said here.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private OperatorOption operator = new OperatorOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads %d (expected at least 1)".formatted(threads));
        }
        GatewayConfig loaded = config.load();
        @Nullable ProgressLine line = ProgressLine.onTerminal(spec.commandLine().getErr());
        Progress progress = line == null ? Progress.SILENT : line::events;
        try (ItineraryCore core = OpenCore.of(loaded)) {
            operator.audits(loaded, "events");
            ImportOptions options = ImportOptions.PLAIN
                    .withQuarantine(loaded.quarantine())
                    .withProgress(progress)
                    .withMapping(mapping == null ? null : read(mapping))
                    .withThreads(threads);
            boolean whole = Imports.events(core, feeds.sources(), options, out);
            if (line != null) {
                line.end();
            }
            if (!whole) {
                return incomplete();
            }
            for (LocalDate day : complete) {
                Imports.complete(core, day, out);
            }
        } catch (CoreStartException e) {
            return OpenElsewhere.itineraries(e, loaded, operator, this::remote);
        }
        return 0;
    }

    private EventMapping read(Path file) throws IOException {
        try {
            return EventMapping.parse(Files.readAllLines(file));
        } catch (InvalidMappingException e) {
            throw new ParameterException(spec.commandLine(), "%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private int incomplete() {
        spec.commandLine().getOut().println("no day is marked complete, for a file could not be read to its end");
        return Waypost.FAILED;
    }

    private int remote(RunningGateway gateway) throws Exception {
        if (mapping != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--mapping %s: not while 'waypost serve' runs on these files (expected feeds.mapping there)"
                            .formatted(mapping));
        }
        PrintWriter out = spec.commandLine().getOut();
        int exit = 0;
        for (Source source : feeds.sources()) {
            exit |= gateway.take("/v1/import/events", source, out);
        }
        if (exit != 0) {
            return incomplete();
        }
        for (LocalDate day : complete) {
            exit |= RunningGateway.report(gateway.post("/v1/days/%s/complete".formatted(day), ""), out);
        }
        return exit;
    }
}
