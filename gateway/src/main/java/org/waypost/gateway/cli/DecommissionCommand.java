package org.waypost.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.Credentials;
import org.waypost.gateway.authorization.Operator;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.upkeep.Decommission;
import org.waypost.gateway.upkeep.Statement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends the service and deletes everything. */
@Command(
        name = "decommission",
        mixinStandardHelpOptions = true,
        description = {
            "Ends the service: deletes both databases, feeds, rejected lines, and last the keys, and leaves a signed statement.",
            "Without --installation it shows what would be deleted, and how the installation is named. Stop every gateway"
                    + " first. A run that was killed is run again with the same words. Backups and the configuration are"
                    + " yours to delete."
        })
final class DecommissionCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OperatorOption operator = new OperatorOption();

    @Option(
            names = "--installation",
            paramLabel = "FINGERPRINT",
            description = "Deletes, if this names the installation as a run without it does.")
    private @Nullable String installation;

    @Option(
            names = "--statement",
            paramLabel = "FILE",
            description = "Where the statement goes. Default: ${DEFAULT-VALUE}.")
    private Path statement = Path.of("decommission.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        String who = admitted(loaded);
        PrintWriter out = spec.commandLine().getOut();
        Decommission end =
                new Decommission(loaded.premises(), Clock.systemUTC(), new SecureRandom().nextLong(), out::println);
        if (installation == null) {
            Decommission.Plan plan = end.plan();
            out.print(plan);
            out.printf("nothing is deleted yet; to delete all of it, add: --installation %s%n", plan.installation());
        } else {
            Statement done = end.run(installation, statement, who);
            out.printf(
                    "done. Note where it is kept for good: the statement %s is signed by the key with SHA-256%n%s%n",
                    statement, done.signedBy());
        }
        out.flush();
        return 0;
    }

    /** By the configuration alone: a run that is gone on with has no audit any more. */
    private String admitted(GatewayConfig loaded) throws IOException {
        Credentials shown = operator.credentials();
        Optional<Operator> proven =
                shown == null ? Optional.empty() : loaded.operators().proven(shown);
        return proven.filter(one -> one.may(StaffAction.DECOMMISSION))
                .map(Operator::name)
                .orElseThrow(
                        () -> new IOException(
                                "decommission: not by this operator (expected --operator NAME of role admin, and their token)"));
    }
}
