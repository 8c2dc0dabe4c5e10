package org.waypost.gateway.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A text with placeholders in braces: {@code 您的号码{number}}. */
public final class Template {
    private record Piece(String text, boolean placeholder) {}

    private final List<Piece> pieces;

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Reads a template.
     *
     * @param allowed names it may use
     * @throws IllegalArgumentException naming the unknown placeholder and those that are known, or the open brace
     */
    public static Template of(String text, Set<String> allowed) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("brace at character %d is not closed".formatted(open + 1));
            }
            String name = text.substring(open + 1, close);
            if (!allowed.contains(name)) {
                throw new IllegalArgumentException("unknown placeholder {%s} (expected %s)"
                        .formatted(
                                name,
                                allowed.isEmpty()
                                        ? "none"
                                        : "of " + allowed.stream().sorted().toList()));
            }
            pieces.add(new Piece(text.substring(from, open), false));
            pieces.add(new Piece(name, true));
            from = close + 1;
        }
        pieces.add(new Piece(text.substring(from), false));
        return new Template(pieces);
    }

    /** @throws IllegalArgumentException if a placeholder has no value */
    String filled(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces) {
            if (!piece.placeholder()) {
                filled.append(piece.text());
                continue;
            }
            String value = values.get(piece.text());
            if (value == null) {
                throw new IllegalArgumentException("no value for {%s}".formatted(piece.text()));
            }
            filled.append(value);
        }
        return filled.toString();
    }
}
