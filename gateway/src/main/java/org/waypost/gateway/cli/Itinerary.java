package org.waypost.gateway.cli;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.AccessPolicy;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.wording.Wording;
import org.waypost.itinerary.Explanation;
import org.waypost.itinerary.Grant;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        Msisdn subject = new Numbering()
                .parse(number)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "NUMBER: no mobile number (expected as +8613800138000)"));
        Service service = service(loaded);
        Clock clock = Clock.systemUTC();
        KeyRing keys = KeyFile.openOrCreate(loaded.keyFile());
        AccessPolicy policy =
                new AccessPolicy(loaded.limits(), keys, loaded.itinerary().zone());
        LocalDate day = asOf != null ? asOf : policy.day(clock.instant());
        try (GatewayStore store = OpenStore.of(loaded, keys, new SecureRandom());
                ItineraryCore core = OpenCore.of(loaded)) {
            CaseFile file = store.file(keys.subscriber(subject)).orElse(CaseFile.fresh(null));
            store.audit(
                    subject,
                    List.of(new AuditEntry(AuditEntry.Event.STAFF_LOOKUP, service.name(), null, "command line")),
                    clock.instant());
            Grant grant = policy.staffGrant(subject, file, service, day, "command line");
            print(loaded, service, subject, day, file, core.explain(grant));
        }
        return 0;
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

    private void print(
            GatewayConfig loaded,
            Service service,
            Msisdn subject,
            LocalDate day,
            CaseFile file,
            Explanation explanation) {
        PrintWriter out = spec.commandLine().getOut();
        Wording wording = new Wording(loaded.phrases(), loaded.servicePhrases(), loaded.segmenter());
        Language language = file.registration() != null && file.registration().language() != null
                ? file.registration().language()
                : service.language();
        out.printf("%s, %s, as of %s%n", subject, service.name(), day);
        out.println(wording.answer(
                service, language, new Wording.Asked(subject, day, null, false), explanation.itinerary()));
        if (explain) {
            for (Explanation.Period period : explanation.periods()) {
                out.printf(
                        "%n%s to %s%n", period.window().first(), period.window().last());
                for (Explanation.Finding finding : period.findings()) {
                    out.printf(
                            "  %s  %s to %s, %d strong and %d border minutes: %s%n",
                            finding.place().english(),
                            finding.first(),
                            finding.last(),
                            finding.strong(),
                            finding.border(),
                            finding.counts() ? "counts" : "too short");
                }
            }
        }
    }
}
