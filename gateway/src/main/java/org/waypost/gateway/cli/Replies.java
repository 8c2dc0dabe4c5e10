package org.waypost.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks after open replies of a running gateway. */
@Command(
        name = "replies",
        mixinStandardHelpOptions = true,
        description =
                "Shows replies that are not done, numbers masked and texts never, and has one tried at once or ended."
                        + " What is done stands in the audit.")
final class Replies {
    @Command(mixinStandardHelpOptions = true, description = "Lists open replies, the oldest first.")
    int list(
            @Mixin AdminRequest request,
            @Option(names = "--after", paramLabel = "REPLY", description = "Those after this one.", defaultValue = "0")
                    String after,
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            description = "How many, up to 1000. Default: ${DEFAULT-VALUE}.",
                            defaultValue = "50")
                    int most)
            throws Exception {
        return request.get("/v1/replies?after=%s&most=%d".formatted(RunningGateway.encoded(after), most));
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows one reply.")
    int show(@Mixin AdminRequest request, @Parameters(paramLabel = "REPLY") String reply) throws Exception {
        return request.get(path(reply));
    }

    @Command(mixinStandardHelpOptions = true, description = "Has a reply tried at once instead of when it is due.")
    int requeue(@Mixin AdminRequest request, @Parameters(paramLabel = "REPLY") String reply) throws Exception {
        return request.post(path(reply) + "/requeue");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Ends a reply before it leaves; it counts as withdrawn. Not while it is on its way.")
    int cancel(@Mixin AdminRequest request, @Parameters(paramLabel = "REPLY") String reply) throws Exception {
        return request.post(path(reply) + "/cancel");
    }

    private static String path(String reply) {
        return "/v1/replies/" + RunningGateway.encoded(reply);
    }
}
