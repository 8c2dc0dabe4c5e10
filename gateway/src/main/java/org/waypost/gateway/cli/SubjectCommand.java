package org.waypost.gateway.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.gateway.upkeep.SubjectRights;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What commands about one subscriber have in common: the number, and a way to the databases or to who has them open. */
final class SubjectCommand {
    @Parameters(paramLabel = "NUMBER", description = "The subscriber, in any spelling: +8613800138000, 13800138000.")
    private String number = "";

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OperatorOption operator = new OperatorOption();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** What is done where the databases are free. */
    @FunctionalInterface
    interface Local {
        int run(SubjectRights rights, Msisdn subject, String operator) throws Exception;
    }

    /** The same by a gateway that has them. */
    @FunctionalInterface
    interface Remote {
        int run(RunningGateway gateway, String number) throws Exception;
    }

    int run(StaffAction action, Local local, Remote remote) throws Exception {
        GatewayConfig loaded = config.load();
        Msisdn subject = NumberArgument.parse(number, spec);
        KeyRing keys = KeyFile.openOrCreate(loaded.keyFile());
        try (GatewayStore store = OpenStore.of(loaded, keys, new SecureRandom());
                ItineraryCore core = OpenCore.of(loaded)) {
            String who = operator.admit(action, loaded, store);
            return local.run(new SubjectRights(store, core, keys, Clock.systemUTC()), subject, who);
        } catch (UnusableDatabaseException e) {
            return OpenElsewhere.store(e, loaded, operator, gateway -> remote.run(gateway, number));
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Says what was done. */
    int say(String text) {
        out().println(text);
        out().flush();
        return 0;
    }
}
