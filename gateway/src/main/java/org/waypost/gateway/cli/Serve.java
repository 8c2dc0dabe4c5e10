package org.waypost.gateway.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.store.StoreBrokenException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the gateway until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the gateway until SIGTERM or Ctrl-C: then nothing new is taken, what is under way is finished, and it ends"
                    + " with 0.",
            "kill -9 is a supported way to stop: no acknowledged question is lost."
        })
final class Serve implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        Gateway gateway = Gateway.open(loaded, Clock.systemUTC(), new WaypostThreads());
        // A stop that was asked for and went well is 0, not the signal's number (contract D13).
        Thread stop = new Thread(
                () -> {
                    gateway.close();
                    Runtime.getRuntime().halt(0);
                },
                "waypost-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        spec.commandLine().getOut().printf("ready: SMPP on %s%n", addresses(gateway));
        spec.commandLine().getOut().flush();
        gateway.deadThread().thenAccept(name -> broken("thread " + name + " has died"));
        StoreBrokenException failure = gateway.failure().toCompletableFuture().get();
        // Fail-stop: an orderly end would ask the same disk once more.
        spec.commandLine().getErr().println("waypost: " + failure.getMessage());
        spec.commandLine().getErr().flush();
        Runtime.getRuntime().halt(Waypost.STORAGE_FAILED);
        return Waypost.STORAGE_FAILED;
    }

    /** Half a gateway is worse than none: whoever watches starts a whole one (contract F15). */
    private void broken(String how) {
        spec.commandLine().getErr().println("waypost: " + how);
        spec.commandLine().getErr().flush();
        Runtime.getRuntime().halt(Waypost.BROKEN);
    }

    private static String addresses(Gateway gateway) {
        return gateway.smppAddresses().isEmpty()
                ? "no address, as client only"
                : gateway.smppAddresses().stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
