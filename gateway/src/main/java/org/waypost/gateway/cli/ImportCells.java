package org.waypost.gateway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.ingest.CellReport;
import org.waypost.itinerary.ingest.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Imports the network's cells. */
@Command(
        name = "cells",
        mixinStandardHelpOptions = true,
        description = {
            "Takes cells and the regions they lie in: cell,region,border,valid_from,valid_to.",
            "  460-00-4301-20011,430100,430200|430300,2026-01-01,"
        })
final class ImportCells implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private Feeds feeds = new Feeds();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        boolean whole = true;
        try (ItineraryCore core = OpenCore.of(config.load())) {
            for (Source source : feeds.sources()) {
                CellReport report = core.importCells(source);
                out.printf(
                        "%s: %,d cells accepted, %,d lines rejected%n",
                        source.name(), report.accepted(), report.rejected());
                report.faults().forEach(fault -> out.printf("  line %d: %s%n", fault.line(), fault.reason()));
                report.unreadable().forEach(unreadable -> out.printf("  unreadable: %s%n", unreadable));
                whole &= report.unreadable().isEmpty();
            }
        }
        return whole ? 0 : Waypost.FAILED;
    }
}
