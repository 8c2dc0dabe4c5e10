package org.waypost.simulator.demo;

import java.util.ArrayList;
import java.util.List;

/** Text measured in the columns of a terminal, where a Chinese character takes two (Unicode Standard Annex 11). */
final class Columns {
    private static final String NEVER_BEGINS_A_LINE = "，。、；：！？）】》”’,.;:!?)";
    private static final String NEVER_ENDS_A_LINE = "（【《“‘(";

    private Columns() {}

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int codePoint) {
        boolean wide = (codePoint >= 0x1100 && codePoint <= 0x115F)
                || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0xFE30 && codePoint <= 0xFE4F)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
                || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
                || codePoint >= 0x20000;
        return wide ? 2 : 1;
    }

    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** Breaks a text into lines of at most so many columns; longer words stand alone. Line ends in the text are kept. */
    static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> wrapLine(line, columns, lines));
        return lines;
    }

    private static void wrapLine(String text, int columns, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String unit : units(text)) {
            if (line.length() > 0 && width(line.toString()) + width(unit.stripTrailing()) > columns) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? unit.stripLeading() : unit);
        }
        lines.add(line.toString().stripTrailing());
    }

    /** What must not be parted: words, and a bracket or a stop with the character it belongs to. */
    private static List<String> units(String text) {
        List<String> units = new ArrayList<>();
        StringBuilder unit = new StringBuilder();
        int previous = -1;
        for (int codePoint : text.codePoints().toArray()) {
            if (previous >= 0 && mayBreak(previous, codePoint)) {
                units.add(unit.toString());
                unit.setLength(0);
            }
            unit.appendCodePoint(codePoint);
            previous = codePoint;
        }
        units.add(unit.toString());
        return units;
    }

    private static boolean mayBreak(int before, int after) {
        if (NEVER_ENDS_A_LINE.indexOf(before) >= 0 || NEVER_BEGINS_A_LINE.indexOf(after) >= 0 || after == ' ') {
            return false;
        }
        return before == ' ' || width(before) == 2 || width(after) == 2;
    }
}
