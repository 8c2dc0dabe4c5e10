package org.waypost.gateway.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.ops.StaffLookup;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.gateway.wording.Wording;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows staff what a subscriber would be told, and why. */
@Command(
        name = "itinerary",
        mixinStandardHelpOptions = true,
        description =
                "Shows what a subscriber would be told, and with --explain why. The look-up stands in the audit before"
                        + " anything is shown.")
final class Itinerary implements Callable<Integer> {
    @Parameters(paramLabel = "NUMBER", description = "The subscriber, in any spelling: +8613800138000, 13800138000.")
    private String number = "";

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--as-of",
            paramLabel = "DAY",
            description = "As if asked on this day, as 2026-11-24. Default: today.")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "The product. Default: the first of the configuration.")
    private @Nullable String serviceName;

    @Option(
            names = "--explain",
            description = "Every presence found: first and last minute, sightings, whether it counts.")
    private boolean explain;

    @Mixin
    private OperatorOption operator = new OperatorOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        Msisdn subject = NumberArgument.parse(number, spec);
        Service service = service(loaded);
        Clock clock = Clock.systemUTC();
        KeyRing keys = KeyFile.openOrCreate(loaded.keyFile());
        AccessPolicy policy =
                new AccessPolicy(loaded.limits(), keys, loaded.itinerary().zone());
        try (GatewayStore store = OpenStore.of(loaded, keys, new SecureRandom());
                ItineraryCore core = OpenCore.of(loaded)) {
            String who = operator.admit(StaffAction.LOOK_UP, loaded, store);
            Wording wording = new Wording(loaded.phrases(), loaded.servicePhrases(), loaded.segmenter());
            StaffLookup lookup = new StaffLookup(store, core, keys, policy, wording, clock);
            spec.commandLine().getOut().print(lookup.look(subject, service, asOf, explain, who));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (UnusableDatabaseException e) {
            return OpenElsewhere.store(e, loaded, operator, gateway -> remote(gateway, service));
        }
    }

    private int remote(RunningGateway gateway, Service service) throws Exception {
        String day = asOf == null ? "" : "&as-of=" + asOf;
        String path =
                "/v1/itinerary?service=%s&explain=%s%s".formatted(RunningGateway.encoded(service.name()), explain, day);
        return RunningGateway.report(
                gateway.post(path, number), spec.commandLine().getOut());
    }

    private Service service(GatewayConfig loaded) {
        String name = serviceName;
        if (name == null) {
            return loaded.services().all().get(0);
        }
        return loaded.services()
                .named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--service %s: unknown (expected one of %s)"
                                .formatted(
                                        name,
                                        loaded.services().all().stream()
                                                .map(Service::name)
                                                .toList())));
    }
}
