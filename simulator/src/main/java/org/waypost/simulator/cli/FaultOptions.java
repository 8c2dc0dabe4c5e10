package org.waypost.simulator.cli;

import java.time.Duration;
import org.waypost.simulator.faults.Faults;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What this side does wrong. */
final class FaultOptions {
    @Option(names = "--delay-millis", paramLabel = "N", description = "Responses come so much later.")
    private long delayMillis;

    @Option(names = "--drop", paramLabel = "SHARE", description = "Share of responses that never come, 0 to 1.")
    private double drop;

    @Option(names = "--duplicate", paramLabel = "SHARE", description = "Share of responses that come twice.")
    private double duplicate;

    @Option(names = "--reorder", paramLabel = "SHARE", description = "Share of responses that come after the next one.")
    private double reorder;

    @Option(names = "--wrong-length", paramLabel = "SHARE", description = "Share of PDUs with a wrong command_length.")
    private double wrongLength;

    @Option(
            names = "--cut-after",
            paramLabel = "BYTES",
            description = "Reset each connection after so many bytes sent.")
    private long cutAfter;

    @Option(names = "--stall-after", paramLabel = "BYTES", description = "Stop reading after so many bytes received.")
    private long stallAfter;

    @Option(
            names = "--half-open-after",
            paramLabel = "BYTES",
            description = "Neither send nor read after so many bytes sent; the connection stays.")
    private long halfOpenAfter;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Go wrong alike (default: 1).")
    private long seed;

    Faults faults(CommandLine command) {
        try {
            return new Faults(
                    Duration.ofMillis(delayMillis),
                    drop,
                    duplicate,
                    reorder,
                    wrongLength,
                    cutAfter,
                    stallAfter,
                    halfOpenAfter,
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }
}
