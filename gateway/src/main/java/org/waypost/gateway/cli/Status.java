package org.waypost.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How the running gateway stands. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Shows how the running gateway stands: ready or why not, what waits, and whether the balance holds.")
final class Status implements Callable<Integer> {
    @Mixin
    private AdminRequest request = new AdminRequest();

    @Override
    public Integer call() throws Exception {
        return request.get("/v1/status");
    }
}
