package org.waypost.gateway.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.gateway.upkeep.Purge;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets everything go that retention no longer allows. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes what retention no longer allows, as a running gateway does by itself: tracks hourly, the rest daily.",
            "Refuses, and ends with 1, where the clock seems to have jumped."
        })
final class PurgeCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OperatorOption operator = new OperatorOption();

    @Option(names = "--force", description = "I have looked at the clock: it is right.")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        KeyRing keys = KeyFile.openOrCreate(loaded.keyFile());
        try (GatewayStore store = OpenStore.of(loaded, keys, new SecureRandom());
                ItineraryCore core = OpenCore.of(loaded)) {
            Purge purge = new Purge(
                    store,
                    core,
                    loaded.retention(),
                    loaded.audit().retentionDays(),
                    loaded.quarantines(),
                    loaded.itinerary().zone(),
                    Clock.systemUTC());
            Purge.Report report = purge.now(force, operator.admit(StaffAction.PURGE, loaded, store));
            spec.commandLine().getOut().println(report);
            spec.commandLine().getOut().flush();
            return report.refused() ? Waypost.FAILED : 0;
        } catch (UnusableDatabaseException e) {
            return OpenElsewhere.store(
                    e,
                    loaded,
                    operator,
                    gateway -> RunningGateway.report(
                            gateway.post("/v1/purge?force=" + force, ""),
                            spec.commandLine().getOut()));
        }
    }
}
