package org.waypost.gateway.cli;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.io.Reader;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.JdbcStore;
import org.waypost.gateway.upkeep.RegisterImport;
import org.waypost.gateway.upkeep.RegisterReport;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Imports the register of subscribers. */
@Command(
        name = "subscribers",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the register of who may ask: msisdn,id_suffix,active_from,language.",
            "  +8613800138000,123X,2019-05-01,zh",
            "Numbers become pseudonyms and ID endings keyed digests before anything is stored."
        })
final class ImportSubscribers implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private Feeds feeds = new Feeds();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        KeyRing keys = KeyFile.openOrCreate(loaded.keyFile());
        HikariDataSource database = GatewayDatabase.openH2(loaded.database(), keys);
        try (JdbcStore store = new JdbcStore(database, keys, new SecureRandom().nextLong())) {
            RegisterImport register = new RegisterImport(store, keys, new Numbering());
            for (Source source : feeds.sources()) {
                try (Reader text = Feeds.text(source)) {
                    print(source.name(), run(register, source.name(), text));
                }
            }
        }
        return 0;
    }

    private RegisterReport run(RegisterImport register, String name, Reader text) throws Exception {
        @Nullable ProgressLine line = ProgressLine.onTerminal(spec.commandLine().getErr());
        RegisterReport report = register.run(text, line == null ? lines -> {} : lines -> line.lines(name, lines));
        if (line != null) {
            line.end();
        }
        return report;
    }

    private void print(String name, RegisterReport report) {
        PrintWriter out = spec.commandLine().getOut();
        long rejected =
                report.rejected().values().stream().mapToLong(Long::longValue).sum();
        out.printf("%s: %,d subscribers accepted, %,d lines rejected%n", name, report.accepted(), rejected);
        report.rejected().forEach((reason, count) -> out.printf("  rejected: %,d, %s%n", count, reason.explanation()));
        report.faults()
                .forEach(fault -> out.printf(
                        "  line %d: %s%n", fault.line(), fault.reason().explanation()));
    }
}
