package org.waypost.simulator.demo;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Prints what happens for a person: facts in columns, and messages in boxes as on a phone. */
final class Transcript {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int BUBBLE_COLUMNS = 44;
    private static final int NAME_COLUMNS = 10;
    private static final String MARGIN = "  ";
    private static final String OWN_INDENT = " ".repeat(24);

    private final PrintWriter out;

    Transcript(PrintWriter out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A named fact, in one or more lines. */
    void fact(String name, String value) {
        String head = Columns.padded(name, NAME_COLUMNS);
        for (String line : value.lines().toList()) {
            line(MARGIN + head + line);
            head = " ".repeat(NAME_COLUMNS);
        }
    }

    /** A text the phone's owner sends, at the right. */
    void sent(LocalTime time, String to, String text, String note) {
        bubble(OWN_INDENT, "%s  to %s".formatted(TIME.format(time), to), text, note);
    }

    /** A message the phone shows, at the left. */
    void received(LocalTime time, String from, String text, String note) {
        bubble(MARGIN, "%s  from %s".formatted(TIME.format(time), from), text, note);
    }

    private void bubble(String indent, String head, String text, String note) {
        List<String> lines = Columns.wrapped(text, BUBBLE_COLUMNS);
        int columns = lines.stream().mapToInt(Columns::width).max().orElse(0);
        line("");
        line(indent + head);
        line(indent + "┌" + "─".repeat(columns + 2) + "┐");
        for (String line : lines) {
            line(indent + "│ " + Columns.padded(line, columns) + " │");
        }
        line(indent + "└" + "─".repeat(columns + 2) + "┘");
        line(indent + note);
    }
}
