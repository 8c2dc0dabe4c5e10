package org.waypost.gateway.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.ops.AuditDesk;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves and reads the audit. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Proves that the audit is as it was written, and reads it. What is read stands in it first.")
final class Audit {
    /** The audit is not as it was written. */
    static final int FAULTY = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Something done with the audit where this process has the store open; returns the exit code. */
    @FunctionalInterface
    private interface Work {
        int run(AuditDesk desk, String operator) throws Exception;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Looks at every page of the audit and at the heads file; names what is changed or missing, and where."
                            + " Ends with 3 if anything is.")
    int verify(@Mixin ConfigOption config, @Mixin OperatorOption operator) throws Exception {
        return run(
                config,
                operator,
                StaffAction.VERIFY_AUDIT,
                (desk, who) -> desk.verify(who, spec.commandLine().getOut()) ? 0 : FAULTY,
                gateway -> report(gateway, "/v1/audit/verify", ""));
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows everything that is audited about a number.")
    int show(
            @Mixin ConfigOption config,
            @Mixin OperatorOption operator,
            @Parameters(paramLabel = "NUMBER", description = "In any spelling.") String number,
            @Option(names = "--csv", description = "For programs.") boolean csv)
            throws Exception {
        Msisdn subject = NumberArgument.parse(number, spec);
        return run(
                config,
                operator,
                StaffAction.READ_AUDIT,
                (desk, who) -> {
                    desk.show(subject, csv, who, spec.commandLine().getOut());
                    return 0;
                },
                gateway -> report(gateway, "/v1/audit/show?csv=" + csv, number));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Says what was disclosed from one day to another, both included: how often and of how many numbers, by"
                            + " service and operator.")
    int disclosures(
            @Mixin ConfigOption config,
            @Mixin OperatorOption operator,
            @Option(names = "--from", required = true, paramLabel = "DAY", description = "As 2026-11-24.")
                    LocalDate from,
            @Option(names = "--to", required = true, paramLabel = "DAY", description = "As 2026-11-24.") LocalDate to,
            @Option(names = "--csv", description = "Each disclosure, with the audit's pseudonym of the number.")
                    boolean csv)
            throws Exception {
        return run(
                config,
                operator,
                StaffAction.LIST_DISCLOSURES,
                (desk, who) -> {
                    desk.disclosures(from, to, csv, who, spec.commandLine().getOut());
                    return 0;
                },
                gateway -> report(gateway, "/v1/audit/disclosures?from=%s&to=%s&csv=%s".formatted(from, to, csv), ""));
    }

    private int report(RunningGateway gateway, String path, String body) throws Exception {
        return RunningGateway.report(
                gateway.post(path, body), spec.commandLine().getOut());
    }

    private static int run(
            ConfigOption config, OperatorOption operator, StaffAction action, Work work, OpenElsewhere.Work elsewhere)
            throws Exception {
        GatewayConfig loaded = config.load();
        KeyRing keys = KeyFile.openOrCreate(loaded.keyFile());
        try (GatewayStore store = OpenStore.of(loaded, keys, new SecureRandom())) {
            String who = operator.admit(action, loaded, store);
            return work.run(
                    new AuditDesk(
                            store, keys, loaded.audit(), loaded.itinerary().zone(), Clock.systemUTC()),
                    who);
        } catch (UnusableDatabaseException e) {
            return OpenElsewhere.store(e, loaded, operator, elsewhere);
        }
    }
}
