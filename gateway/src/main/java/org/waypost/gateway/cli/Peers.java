package org.waypost.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks after the peers of a running gateway. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description =
                "Lists the peers of the running gateway, and lets one do less or everything again, until it is told"
                        + " otherwise or the gateway ends.")
final class Peers {
    @Command(
            mixinStandardHelpOptions = true,
            description = "Shows what each peer may do, its sessions, window and backlog.")
    int list(@Mixin AdminRequest request) throws Exception {
        return request.get("/v1/peers");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Unbinds the peer's sessions and refuses new ones; replies wait in the store.")
    int suspend(@Mixin AdminRequest request, @Parameters(paramLabel = "PEER") String peer) throws Exception {
        return request.post(path(peer, "suspend"));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Takes no new questions of the peer, with status 0x58; replies leave.")
    int drain(@Mixin AdminRequest request, @Parameters(paramLabel = "PEER") String peer) throws Exception {
        return request.post(path(peer, "drain"));
    }

    @Command(mixinStandardHelpOptions = true, description = "Lets the peer do everything again.")
    int resume(@Mixin AdminRequest request, @Parameters(paramLabel = "PEER") String peer) throws Exception {
        return request.post(path(peer, "resume"));
    }

    private static String path(String peer, String what) {
        return "/v1/peers/" + RunningGateway.encoded(peer) + "/" + what;
    }
}
