package org.waypost.gateway.cli;

import java.util.concurrent.Callable;
import org.waypost.gateway.GatewayConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads a configuration and says what is wrong with it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Reads a configuration and names every problem with file, line and what was expected; ends with 78 if"
                        + " there is any.")
final class Check implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GatewayConfig loaded = config.load();
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: no problem; listens on %s, peers %s, services %s%n",
                        config.file(),
                        loaded.listening().smpp(),
                        loaded.peers().stream().map(p -> p.name()).toList(),
                        loaded.services().all().stream().map(s -> s.name()).toList());
        return 0;
    }
}
