package org.waypost.simulator.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.cli.WaypostThreads;
import org.waypost.simulator.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything on this machine, and one conversation. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a small world of travellers, ingests its signalling, starts a gateway and an SMSC, plays one",
            "conversation on the terminal, checks the answer against the truth, and stays up for more.",
            "Status 0 if the answer agrees with the truth, 1 if not."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Path CONFIG = Path.of("config", "waypost.yaml");

    private final Clock clock;
    private final LongSupplier nanoTime;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--once", description = "End after the conversation.")
    private boolean once;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "Folder for everything, made anew at each start (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("");

    @Option(
            names = "--port",
            defaultValue = "2775",
            description = "Where the gateway listens on the loopback; if taken, another (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--subscribers", paramLabel = "N", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int subscribers;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The gateway's configuration (default: config/waypost.yaml here, or in the checkout).")
    private @Nullable Path config;

    DemoCommand(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() throws Exception {
        Path chosen = config == null ? shipped() : config;
        Demo.Setup setup = new Demo.Setup(chosen, data, port, subscribers, seed);
        Demo demo = new Demo(
                setup, clock, nanoTime, new WaypostThreads(), spec.commandLine().getOut());
        return demo.play(once, () -> LogFile.at(data.resolve("waypost.log"))) ? 0 : 1;
    }

    /** The configuration of the working directory, or of the checkout this was built in. */
    private static Path shipped() throws URISyntaxException {
        if (Files.exists(CONFIG)) {
            return CONFIG;
        }
        Path built = Path.of(Simulator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return built.resolve(Path.of("..", "..", "..")).resolve(CONFIG).normalize();
    }
}
