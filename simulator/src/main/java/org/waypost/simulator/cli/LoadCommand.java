package org.waypost.simulator.cli;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.waypost.simulator.load.LoadFigures;
import org.waypost.simulator.load.LoadLink;
import org.waypost.simulator.load.LoadPlan;
import org.waypost.simulator.load.LoadRun;
import org.waypost.simulator.smsc.Smsc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A steady load on a gateway. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks a gateway at a steady rate, whether it keeps up or not (open loop), and prints one line of JSON and",
            "one table. Times run from the moment a question was due. Status 0 if every question was acknowledged",
            "and answered.",
            "Mind the limits: as shipped, a number gets 5 replies in 10 minutes; have enough subscribers, or raise them."
        })
final class LoadCommand implements Callable<Integer> {
    private final LongSupplier nanoTime;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(
            names = "--subscribers",
            required = true,
            paramLabel = "FILE",
            description = "subscribers.csv of a world the gateway has imported; they ask in turn.")
    private Path subscribers = Path.of("");

    @Option(names = "--rate", required = true, paramLabel = "N", description = "Questions per second.")
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Measured time (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "10",
            description = "Seconds before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--sessions", paramLabel = "N", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "10",
            description = "Unacknowledged questions of a session at a time (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--to", paramLabel = "CODE", defaultValue = "10001", description = "Default: ${DEFAULT-VALUE}.")
    private String shortCode = "";

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            defaultValue = "XCK",
            description = "ASCII; a question that is answered at once (default: ${DEFAULT-VALUE}).")
    private String text = "";

    LoadCommand(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadPlan plan = plan();
        List<LoadLink> bound = new ArrayList<>();
        EventLoopGroup workers = new MultiThreadIoEventLoopGroup(1, Threads::daemon, NioIoHandler.newFactory());
        try {
            for (int i = 0; i < sessions; i++) {
                bound.add(LoadLink.bind(gateway.link(spec.commandLine()), window, workers, nanoTime));
            }
            LoadFigures figures = new LoadRun(plan, bound, nanoTime).run();
            PrintWriter out = spec.commandLine().getOut();
            out.println(figures.json(plan, sessions));
            out.print(figures.table());
            out.flush();
            return perfect(figures) ? 0 : 1;
        } finally {
            bound.forEach(LoadLink::close);
            workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static boolean perfect(LoadFigures figures) {
        return figures.refused().isEmpty() && figures.unanswered() == 0 && figures.missing() == 0;
    }

    private LoadPlan plan() throws IOException {
        try {
            return new LoadPlan(
                    numbers(),
                    shortCode,
                    text,
                    rate,
                    Duration.ofSeconds(warmUp),
                    Duration.ofSeconds(seconds),
                    window,
                    Duration.ofSeconds(10));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<String> numbers() throws IOException {
        List<String> numbers = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(subscribers)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                numbers.add(Smsc.canonical(line.substring(0, Math.max(0, line.indexOf(',')))));
            }
        }
        return numbers;
    }
}
