package org.waypost.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops and starts products of a running gateway. */
@Command(
        name = "service",
        mixinStandardHelpOptions = true,
        description =
                "Stops a product at once, or starts it again, while the gateway runs. A stop outlives a restart; for"
                        + " one that is meant to stay, 'until' and 'stopped' stand in the product's file.")
final class ServiceSwitches {
    @Command(mixinStandardHelpOptions = true, description = "Lists the products.")
    int list(@Mixin AdminRequest request) throws Exception {
        return request.get("/v1/services");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Whoever asks is told that the product is not offered, also in the middle of a dialogue.")
    int stop(@Mixin AdminRequest request, @Parameters(paramLabel = "NAME") String service) throws Exception {
        return request.post("/v1/services/" + RunningGateway.encoded(service) + "/stop");
    }

    @Command(mixinStandardHelpOptions = true, description = "Lets it be asked again.")
    int start(@Mixin AdminRequest request, @Parameters(paramLabel = "NAME") String service) throws Exception {
        return request.post("/v1/services/" + RunningGateway.encoded(service) + "/start");
    }
}
