package org.waypost.gateway.cli;

import java.io.PrintWriter;
import java.io.Reader;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.upkeep.RegisterImport;
import org.waypost.gateway.upkeep.RegisterReport;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Imports the register of subscribers. */
@Command(
        name = "subscribers",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the register of who may ask: msisdn,id_suffix,active_from,language,status.",
            "  +8613800138000,123X,2019-05-01,zh,active",
            "A column that is missing leaves what is known as it is; status is active or inactive. One change is a file of"
                    + " two lines, as msisdn,language and +8613800138000,en.",
            "Numbers become pseudonyms and ID endings keyed digests before anything is stored."
        })
final class ImportSubscribers implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private Feeds feeds = new Feeds();

    @Option(
            names = "--full",
            description =
                    "The files together name every subscriber: whoever is not named is given up, whose consents end. Without"
                            + " it, subscribers who are not named stay as they are.")
    private boolean full;

    @Option(
            names = "--give-up-any-number",
            description = "With --full: even if more than 5 in 100 subscribers are not named.")
    private boolean anyNumber;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        KeyRing keys = KeyFile.openOrCreate(loaded.keyFile());
        SecureRandom random = new SecureRandom();
        try (GatewayStore store = OpenStore.of(loaded, keys, random)) {
            RegisterImport register = new RegisterImport(store, keys, new Numbering());
            long run = full ? random.nextLong(1, Long.MAX_VALUE) : RegisterImport.DELTA;
            for (Source source : feeds.sources()) {
                long started = System.nanoTime();
                RegisterReport report = run(register, source, run);
                print(source.name(), report, System.nanoTime() - started);
            }
            return full ? deactivate(register, run) : 0;
        }
    }

    private RegisterReport run(RegisterImport register, Source source, long run) throws Exception {
        @Nullable ProgressLine line = ProgressLine.onTerminal(spec.commandLine().getErr());
        try (CountingStream bytes = new CountingStream(source.content().open());
                Reader text = Feeds.text(source, bytes)) {
            RegisterReport report = register.run(
                    text,
                    run,
                    line == null
                            ? lines -> {}
                            : lines -> line.events(source.name(), bytes.count(), source.size(), lines));
            if (line != null) {
                line.end();
            }
            return report;
        }
    }

    private int deactivate(RegisterImport register, long run) throws StoreUnavailableException {
        PrintWriter out = spec.commandLine().getOut();
        RegisterImport.Deactivation done = register.deactivateUnnamed(run, anyNumber);
        if (done.deactivated()) {
            out.printf(
                    "%,d of %,d active subscribers were not named and are given up%n", done.unnamed(), done.active());
            return 0;
        }
        out.printf(
                "%,d of %,d active subscribers were not named (expected at most 5 in 100): nobody is given up; if the files are"
                        + " whole, run it again with --give-up-any-number%n",
                done.unnamed(), done.active());
        return Waypost.FAILED;
    }

    private void print(String name, RegisterReport report, long nanos) {
        PrintWriter out = spec.commandLine().getOut();
        long rejected =
                report.rejected().values().stream().mapToLong(Long::longValue).sum();
        double seconds = Math.max(nanos, 1) / 1e9;
        out.printf(
                "%s: %,d subscribers accepted, %,d lines rejected, in %.1f s: %,.0f lines/s%n",
                name, report.accepted(), rejected, seconds, (report.accepted() + rejected) / seconds);
        report.rejected().forEach((reason, count) -> out.printf("  rejected: %,d, %s%n", count, reason.explanation()));
        report.faults()
                .forEach(fault -> out.printf(
                        "  line %d: %s%n", fault.line(), fault.reason().explanation()));
    }
}
