package org.waypost.gateway.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.ops.Imports;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.gateway.upkeep.RegisterImport;
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

    @Mixin
    private OperatorOption operator = new OperatorOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        KeyRing keys = KeyFile.openOrCreate(loaded.keyFile());
        SecureRandom random = new SecureRandom();
        long run = full ? random.nextLong(1, Long.MAX_VALUE) : RegisterImport.DELTA;
        try (GatewayStore store = OpenStore.of(loaded, keys, random)) {
            operator.audits(loaded, store, "subscribers");
            RegisterImport register = new RegisterImport(store, keys, new Numbering(), Clock.systemUTC());
            for (Source source : feeds.sources()) {
                take(register, source, run);
            }
            return !full
                            || Imports.deactivate(
                                    register, run, anyNumber, spec.commandLine().getOut())
                    ? 0
                    : Waypost.FAILED;
        } catch (UnusableDatabaseException e) {
            return OpenElsewhere.store(e, loaded, operator, gateway -> remote(gateway, run));
        }
    }

    private void take(RegisterImport register, Source source, long run) throws Exception {
        @Nullable ProgressLine line = ProgressLine.onTerminal(spec.commandLine().getErr());
        try (CountingStream bytes = new CountingStream(source.content().open())) {
            LongConsumer progress = line == null
                    ? lines -> {}
                    : lines -> line.events(source.name(), bytes.count(), source.size(), lines);
            Imports.subscribers(
                    register,
                    source.name(),
                    bytes,
                    run,
                    progress,
                    spec.commandLine().getOut());
            if (line != null) {
                line.end();
            }
        }
    }

    private int remote(RunningGateway gateway, long run) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        for (Source source : feeds.sources()) {
            String path = "/v1/import/subscribers" + (full ? "?run=" + run : "");
            int exit = gateway.take(path, source, out);
            if (exit != 0) {
                return exit;
            }
        }
        return full
                ? RunningGateway.report(
                        gateway.post("/v1/register/%d/deactivate-unnamed?any-number=%s".formatted(run, anyNumber), ""),
                        out)
                : 0;
    }
}
