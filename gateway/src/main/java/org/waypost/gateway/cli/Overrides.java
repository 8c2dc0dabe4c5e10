package org.waypost.gateway.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.CityOverride;
import org.waypost.gateway.authorization.OverrideReason;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.ops.OverrideDesk;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.model.Msisdn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Leaves a city out of somebody's answers, where two people of the staff found it wrong. */
@Command(
        name = "override",
        mixinStandardHelpOptions = true,
        description =
                "Leaves a city out of a subscriber's answers for some days: one operator requests it, another approves it."
                        + " The data stays as it is; replies that have not left are withdrawn.")
final class Overrides {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Something done where this process has the store open; returns whether it went well. */
    @FunctionalInterface
    private interface Work {
        boolean run(OverrideDesk desk, String operator) throws Exception;
    }

    @Command(mixinStandardHelpOptions = true, description = "Requests that a city is left out.")
    int request(
            @Mixin ConfigOption config,
            @Mixin OperatorOption operator,
            @Parameters(paramLabel = "NUMBER", description = "In any spelling.") String number,
            @Option(names = "--city", required = true, paramLabel = "CODE", description = "As 430100, or US.")
                    String city,
            @Option(
                            names = "--days",
                            required = true,
                            paramLabel = "FROM..TO",
                            description = "As 2026-11-20..2026-11-22: every day on which it is wrong.")
                    String days,
            @Option(names = "--reason", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
                    OverrideReason reason)
            throws Exception {
        Msisdn subject = NumberArgument.parse(number, spec);
        CityOverride what = what(city, days);
        return run(
                config,
                operator,
                StaffAction.REQUEST_OVERRIDE,
                (desk, who) -> desk.request(
                        subject, what, reason, who, spec.commandLine().getOut()),
                gateway -> report(gateway.post(
                        "/v1/overrides?city=%s&from=%s&to=%s&reason=%s"
                                .formatted(what.city(), what.first(), what.last(), reason),
                        number)));
    }

    private CityOverride what(String city, String days) {
        try {
            String[] ends = days.split("\\.\\.", -1);
            if (ends.length != 2) {
                throw new IllegalArgumentException("--days %s (expected as 2026-11-20..2026-11-22)".formatted(days));
            }
            return new CityOverride(0, city, LocalDate.parse(ends[0]), LocalDate.parse(ends[1]));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Approves what another operator requested.")
    int approve(
            @Mixin ConfigOption config,
            @Mixin OperatorOption operator,
            @Parameters(paramLabel = "OVERRIDE", description = "As list shows it.") String override)
            throws Exception {
        long id = id(override);
        return run(
                config,
                operator,
                StaffAction.APPROVE_OVERRIDE,
                (desk, who) -> desk.approve(id, who, spec.commandLine().getOut()),
                gateway -> report(gateway.post("/v1/overrides/%x/approve".formatted(id), "")));
    }

    @Command(mixinStandardHelpOptions = true, description = "Ends a request, or what was approved.")
    int withdraw(
            @Mixin ConfigOption config,
            @Mixin OperatorOption operator,
            @Parameters(paramLabel = "OVERRIDE", description = "As list shows it.") String override)
            throws Exception {
        long id = id(override);
        return run(
                config,
                operator,
                StaffAction.WITHDRAW_OVERRIDE,
                (desk, who) -> desk.withdraw(id, who, spec.commandLine().getOut()),
                gateway -> report(gateway.post("/v1/overrides/%x/withdraw".formatted(id), "")));
    }

    @Command(mixinStandardHelpOptions = true, description = "Lists all overrides, numbers masked.")
    int list(@Mixin ConfigOption config, @Mixin OperatorOption operator) throws Exception {
        return run(
                config,
                operator,
                StaffAction.LIST_OVERRIDES,
                (desk, who) -> {
                    desk.list(spec.commandLine().getOut());
                    return true;
                },
                gateway -> report(gateway.get("/v1/overrides")));
    }

    private long id(String text) {
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "OVERRIDE (expected up to 16 hexadecimal digits, as in the list)", e);
        }
    }

    private int report(String answer) throws Exception {
        return RunningGateway.report(answer, spec.commandLine().getOut());
    }

    private static int run(
            ConfigOption config, OperatorOption operator, StaffAction action, Work work, OpenElsewhere.Work elsewhere)
            throws Exception {
        GatewayConfig loaded = config.load();
        try (GatewayStore store = OpenStore.of(loaded, KeyFile.openOrCreate(loaded.keyFile()), new SecureRandom())) {
            String who = operator.admit(action, loaded, store);
            return work.run(new OverrideDesk(store, loaded.itinerary().zone(), Clock.systemUTC()), who)
                    ? 0
                    : Waypost.FAILED;
        } catch (UnusableDatabaseException e) {
            return OpenElsewhere.store(e, loaded, operator, elsewhere);
        }
    }
}
