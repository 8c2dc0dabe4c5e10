package org.waypost.gateway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.ops.Imports;
import org.waypost.itinerary.CoreStartException;
import org.waypost.itinerary.ItineraryCore;
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

    @Mixin
    private OperatorOption operator = new OperatorOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        PrintWriter out = spec.commandLine().getOut();
        boolean whole = true;
        try (ItineraryCore core = OpenCore.of(loaded)) {
            operator.audits(loaded, "cells");
            for (Source source : feeds.sources()) {
                whole &= Imports.cells(core, source, out);
            }
        } catch (CoreStartException e) {
            return OpenElsewhere.itineraries(e, loaded, operator, this::remote);
        }
        return whole ? 0 : Waypost.FAILED;
    }

    private int remote(RunningGateway gateway) throws Exception {
        int exit = 0;
        for (Source source : feeds.sources()) {
            exit |= gateway.take("/v1/import/cells", source, spec.commandLine().getOut());
        }
        return exit;
    }
}
