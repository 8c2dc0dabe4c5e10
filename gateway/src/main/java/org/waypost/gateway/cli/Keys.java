package org.waypost.gateway.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.ops.KeyReport;
import org.waypost.gateway.ops.KeyRotation;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.itinerary.CoreStartException;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, rotates and destroys versions of the key ring. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Shows, rotates and destroys versions of the keys under which numbers are pseudonyms, ID endings digests and"
                    + " texts sealed. What is done stands in the audit; the audit's own key does not rotate.",
            "Each node needs the same key file: bring it there before a version comes into force."
        })
final class Keys {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Work on the databases, and what it is called at the endpoint of a gateway that has them open. */
    @FunctionalInterface
    private interface Work {
        String report(KeyRotation rotation, String who) throws Exception;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Lists the versions: since when each is in force, and what stands under it.")
    int show(@Mixin ConfigOption config, @Mixin OperatorOption operator) throws Exception {
        return run(config, operator, (rotation, who) -> KeyReport.of(rotation), gateway -> gateway.get("/v1/keys"));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Adds a version, in force from the next midnight that is at least half an hour away. Nothing stops: what"
                            + " is stored is found under every version.")
    int rotate(@Mixin ConfigOption config, @Mixin OperatorOption operator) throws Exception {
        return run(
                config,
                operator,
                (rotation, who) -> KeyReport.made(rotation.rotate(who)),
                gateway -> gateway.post("/v1/keys/rotate", ""));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Destroys the oldest version once the tracks under it are out of retention and the register was imported"
                            + " in full: what backups hold of it can then be linked to no number.")
    int destroy(
            @Parameters(paramLabel = "VERSION") int version, @Mixin ConfigOption config, @Mixin OperatorOption operator)
            throws Exception {
        return run(
                config,
                operator,
                (rotation, who) -> {
                    rotation.destroy(version, who);
                    return KeyReport.destroyed(version);
                },
                gateway -> gateway.post("/v1/keys/%d/destroy".formatted(version), ""));
    }

    /** What a gateway answers. */
    @FunctionalInterface
    private interface Remote {
        String answer(RunningGateway gateway) throws Exception;
    }

    private int run(ConfigOption config, OperatorOption operator, Work work, Remote remote) throws Exception {
        GatewayConfig loaded = config.load();
        PrintWriter out = spec.commandLine().getOut();
        KeyRing keys = KeyFile.openOrCreate(loaded.keyFile());
        OpenElsewhere.Work elsewhere = gateway -> RunningGateway.report(remote.answer(gateway), out);
        Clock clock = Clock.systemUTC();
        try (GatewayStore store = OpenStore.of(loaded, keys, new SecureRandom());
                ItineraryCore core = ItineraryCore.open(loaded.itinerary(), keys, clock)) {
            String who = operator.admit(StaffAction.CHANGE_KEYS, loaded, store);
            KeyRotation rotation = new KeyRotation(
                    loaded.keyFile(), keys, store, core, loaded.itinerary().zone(), clock);
            out.print(work.report(rotation, who));
            out.flush();
            return 0;
        } catch (UnusableDatabaseException e) {
            return OpenElsewhere.store(e, loaded, operator, elsewhere);
        } catch (CoreStartException e) {
            return OpenElsewhere.itineraries(e, loaded, operator, elsewhere);
        }
    }
}
