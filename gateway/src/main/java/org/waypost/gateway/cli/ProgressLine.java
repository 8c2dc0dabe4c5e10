package org.waypost.gateway.cli;

import java.io.PrintWriter;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A line on the terminal that is written over as an import goes on. */
final class ProgressLine {
    private static final int WIDTH = 30;

    private final PrintWriter terminal;

    private ProgressLine(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** Null where nobody watches: output is redirected. */
    static @Nullable ProgressLine onTerminal(PrintWriter terminal) {
        return Ansi.AUTO.enabled() ? new ProgressLine(terminal) : null;
    }

    void events(String source, long bytes, OptionalLong size, long lines) {
        if (size.isPresent() && size.getAsLong() > 0) {
            double share = Math.min(1, (double) bytes / size.getAsLong());
            int filled = (int) (share * WIDTH);
            terminal.printf(
                    "\r%s [%s%s] %3.0f %%  %,d lines",
                    source, "#".repeat(filled), ".".repeat(WIDTH - filled), share * 100, lines);
        } else {
            terminal.printf("\r%s  %,d lines", source, lines);
        }
        terminal.flush();
    }

    void end() {
        terminal.println();
        terminal.flush();
    }
}
