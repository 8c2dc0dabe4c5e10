package org.waypost.simulator.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.waypost.gateway.configuration.InvalidConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The main class: a demonstration on this machine, and the other side of the gateway for trials and tests. */
@Command(
        name = "waypost",
        mixinStandardHelpOptions = true,
        description = "The simulator: travellers, their signalling, an SMSC and handsets around a Waypost gateway.",
        footer = {"%nExit status: 0 done, 1 failed (one line says why), 2 wrong usage."})
public final class Simulator {
    private static final int FAILED = 1;

    private Simulator() {}

    public static void main(String[] arguments) {
        LogFile.none();
        CommandLine waypost = commandLine(Clock.systemUTC(), System::nanoTime)
                .setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true))
                .setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        System.exit(waypost.execute(arguments));
    }

    /** The whole command line, on these clocks. */
    static CommandLine commandLine(Clock clock, LongSupplier nanoTime) {
        CommandLine simulate = new CommandLine(new SimulateCommand())
                .addSubcommand(new NetworkCommand(clock))
                .addSubcommand(new TextCommand(nanoTime))
                .addSubcommand(new LoadCommand(nanoTime))
                .addSubcommand(new SmscCommand(nanoTime))
                .addSubcommand(new EsmeCommand());
        CommandLine waypost = new CommandLine(new Simulator())
                .addSubcommand(new DemoCommand(clock, nanoTime))
                .addSubcommand(simulate);
        return waypost.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(Simulator::failed);
    }

    private static int failed(Exception reason, CommandLine command, ParseResult arguments) {
        if (reason instanceof InvalidConfigurationException invalid) {
            invalid.problems().forEach(command.getErr()::println);
            return FAILED;
        }
        String message = reason.getMessage();
        command.getErr()
                .println(command.getCommandSpec().qualifiedName() + ": "
                        + (message == null ? reason.getClass().getSimpleName() : message));
        return FAILED;
    }
}
