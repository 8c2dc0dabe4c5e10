package org.waypost.itinerary.signalling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a value is put together from the columns of a line: text with {@code ${column}} in it, the column by its name in
 * the header line or by its number from 1; {@code ${column:hex}} is a hexadecimal number to be written in decimal.
 */
final class FieldTemplate {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+)(:hex)?}");

    /** Text, then perhaps a column. */
    private record Piece(String text, String column, boolean hex) {}

    private final List<Piece> pieces = new ArrayList<>();

    FieldTemplate(String template) {
        Matcher reference = REFERENCE.matcher(template);
        int from = 0;
        while (reference.find()) {
            pieces.add(new Piece(
                    template.substring(from, reference.start()),
                    reference.group(1).strip(),
                    reference.group(2) != null));
            from = reference.end();
        }
        pieces.add(new Piece(template.substring(from), "", false));
    }

    /** The columns it names. */
    List<String> columns() {
        return pieces.stream()
                .map(Piece::column)
                .filter(column -> !column.isEmpty())
                .toList();
    }

    /**
     * Fills the template.
     *
     * @param header names of the columns; empty if they are numbered
     * @return empty if a column is missing in the line, empty, or not hexadecimal where it should be
     */
    Optional<String> fill(List<String> header, List<String> fields) {
        StringBuilder value = new StringBuilder();
        for (Piece piece : pieces) {
            value.append(piece.text());
            if (!piece.column().isEmpty()) {
                String field = field(piece, header, fields);
                if (field.isEmpty()) {
                    return Optional.empty();
                }
                value.append(field);
            }
        }
        return Optional.of(value.toString());
    }

    private static String field(Piece piece, List<String> header, List<String> fields) {
        int index = header.isEmpty() ? Integer.parseInt(piece.column()) - 1 : header.indexOf(piece.column());
        if (index < 0 || index >= fields.size()) {
            return "";
        }
        String field = fields.get(index).strip();
        return piece.hex() ? decimal(field) : field;
    }

    private static String decimal(String hex) {
        return hex.matches("(0[xX])?[0-9A-Fa-f]{1,12}")
                ? Long.toString(Long.parseLong(hex.replaceFirst("^0[xX]", ""), 16))
                : "";
    }
}
