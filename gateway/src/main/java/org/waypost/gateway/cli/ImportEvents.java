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
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ingest.EventReport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Progress;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        GatewayConfig loaded = config.load();
        @Nullable ProgressLine line = ProgressLine.onTerminal(spec.commandLine().getErr());
        Progress progress = line == null ? Progress.SILENT : line::events;
        ImportOptions options = ImportOptions.PLAIN
                .withQuarantine(loaded.quarantine())
                .withProgress(progress)
                .withMapping(mapping == null ? null : read(mapping));
        try (ItineraryCore core = OpenCore.of(loaded)) {
            EventReport report = core.importEvents(feeds.sources(), options);
            if (line != null) {
                line.end();
            }
            print(report, out);
            if (!report.unreadable().isEmpty()) {
                out.println("no day is marked complete, for a file could not be read to its end");
                return Waypost.FAILED;
            }
            for (LocalDate day : complete) {
                core.markComplete(day);
                out.printf("day %s is complete%n", day);
            }
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

    private static void print(EventReport report, PrintWriter out) {
        out.printf(
                "%,d events: %,d accepted (%,d changed nothing), %,d rejected, in %.1f s: %,.0f events/s%n",
                report.lines(),
                report.accepted(),
                report.duplicates(),
                report.rejectedLines(),
                report.elapsed().toMillis() / 1000.0,
                report.eventsPerSecond());
        out.printf(
                "%,d subscribers, %,d subscriber-days written, %.1f %% border sightings, %,d cells never located%n",
                report.subscribers(), report.rowsWritten(), report.borderShare() * 100, report.unlocatedCells());
        report.rejected().forEach((reason, count) -> {
            if (count > 0) {
                out.printf("  rejected: %,d %s%n", count, reason.word());
            }
        });
        report.unreadable().forEach(unreadable -> out.printf("  unreadable: %s%n", unreadable));
        if (report.quarantine() != null) {
            out.printf("rejected lines are in %s%n", report.quarantine());
        }
    }
}
