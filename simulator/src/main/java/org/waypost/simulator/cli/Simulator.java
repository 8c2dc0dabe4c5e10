package org.waypost.simulator.cli;

import java.time.Clock;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The main class: a demonstration on this machine, and the other side of the gateway for trials and tests. */
@Command(
        name = "waypost",
        mixinStandardHelpOptions = true,
        description = "The simulator: travellers, their signalling, an SMSC and handsets around a Waypost gateway.",
        footer = {"", "Exit status: 0 done, 1 failed (one line says why), 2 wrong usage."})
public final class Simulator {
    private static final int FAILED = 1;

    private Simulator() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Clock.systemUTC(), System::nanoTime).execute(arguments));
    }

    /** The whole command line, on these clocks. */
    static CommandLine commandLine(Clock clock, LongSupplier nanoTime) {
        CommandLine simulate = new CommandLine(new SimulateCommand())
                .addSubcommand(new NetworkCommand(clock))
                .addSubcommand(new TextCommand(nanoTime));
        CommandLine waypost = new CommandLine(new Simulator()).addSubcommand(simulate);
        return waypost.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(Simulator::failed);
    }

    private static int failed(Exception reason, CommandLine command, ParseResult arguments) {
        String message = reason.getMessage();
        command.getErr()
                .println(command.getCommandSpec().qualifiedName() + ": "
                        + (message == null ? reason.getClass().getSimpleName() : message));
        return FAILED;
    }
}
