package org.waypost.gateway.cli;

import org.waypost.gateway.GatewayStartException;
import org.waypost.gateway.configuration.InvalidConfigurationException;
import org.waypost.gateway.configuration.Problem;
import org.waypost.gateway.ops.OperatorRefusedException;
import org.waypost.itinerary.CoreStartException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code waypost} command. */
@Command(
        name = "waypost",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "SMS command gateway for self-service travel queries.",
        description = {
            "%nA subscriber texts a query code to a short code; Waypost checks who asks, reads the cities their phone stayed"
                    + " in, and answers by SMS.%n"
        },
        subcommands = {
            Serve.class,
            Check.class,
            Import.class,
            Itinerary.class,
            Export.class,
            Withdraw.class,
            Erase.class,
            PurgeCommand.class,
            DecommissionCommand.class,
            Status.class,
            Replies.class,
            Keys.class,
            Peers.class,
            ServiceSwitches.class,
            Overrides.class,
            Audit.class,
            NewOperator.class,
            Pdu.class,
            HelpCommand.class,
        },
        footer = {
            "%nOf the other jar: 'waypost demo' shows everything at work on this machine, 'waypost simulate' plays the other"
                    + " side.",
            "%nExit codes: 0 done, 1 failed, 2 wrong use of the command line, 3 the audit is not as it was written, 69 port or database taken, 70 broken from within, 75 stable storage failed, 77 not permitted, 78 configuration."
        })
public final class Waypost {
    static final int FAILED = 1;
    /** {@code EX_TEMPFAIL} of sysexits: start it again, it finds out what is stored. */
    static final int STORAGE_FAILED = 75;

    /** {@code EX_SOFTWARE} of sysexits: a thread died, or memory ran out. */
    static final int BROKEN = 70;

    /** {@code EX_NOPERM} of sysexits: the operator may not do that. */
    static final int NOT_PERMITTED = 77;

    static final int CONFIGURATION = GatewayStartException.CONFIGURATION;

    private Waypost() {}

    /** Runs the command named by the arguments and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // H2 would hash every byte array it reads, to find it among those it keeps: a twelfth of reading, for nothing.
        System.setProperty("h2.objectCache", "false");
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, for tests too. */
    static CommandLine commandLine() {
        return new CommandLine(new Waypost())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Waypost::failed);
    }

    /** One clear line for what an operator can mend; a trace only for what nobody foresaw. */
    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof InvalidConfigurationException invalid) {
            for (Problem problem : invalid.problems()) {
                command.getErr().println(problem);
            }
            return CONFIGURATION;
        }
        if (e instanceof GatewayStartException start) {
            String.valueOf(start.getMessage())
                    .lines()
                    .forEach(line -> command.getErr().println("waypost: " + line));
            return start.exitCode();
        }
        if (e instanceof CoreStartException core) {
            command.getErr().println("waypost: " + core.getMessage());
            return core.reason() == CoreStartException.Reason.DATABASE_IN_USE
                    ? GatewayStartException.UNAVAILABLE
                    : CONFIGURATION;
        }
        if (e instanceof OperatorRefusedException) {
            command.getErr().println("waypost: " + e.getMessage());
            return NOT_PERMITTED;
        }
        if (e instanceof RuntimeException) {
            e.printStackTrace(command.getErr());
        } else {
            command.getErr().println("waypost: " + e.getMessage());
        }
        return FAILED;
    }
}
