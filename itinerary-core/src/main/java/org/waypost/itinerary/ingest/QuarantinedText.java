package org.waypost.itinerary.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.signalling.CsvLine;
import org.waypost.itinerary.signalling.EventColumns;

/**
 * What may be kept of a refused line: its number as a pseudonym, and nothing else that could be a number. Damaged lines
 * have numbers in the wrong columns, and foreign columns may hold those of other people.
 */
final class QuarantinedText {
    private static final int DIGITS_OF_A_NUMBER = 7;
    private static final Pattern CELL =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9]*-)?[0-9]{3}-[0-9]{2,3}(?:-[0-9A-Fa-f]{1,11})*");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[^,]{1,24}");
    private static final Pattern EPOCH_MILLIS = Pattern.compile("1[0-9]{12}");

    private QuarantinedText() {}

    /**
     * @param line as it stood in the file
     * @param pseudonym of the number in the line's number column
     */
    static String of(String line, EventColumns columns, SubscriberKey pseudonym) {
        List<String> fields = CsvLine.split(line).orElseGet(() -> List.of(line.split(",", -1)));
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            kept.add(i == columns.msisdn() ? pseudonym.toString() : blot(fields.get(i), i, columns));
        }
        return CsvLine.join(kept);
    }

    private static String blot(String field, int column, EventColumns columns) {
        boolean cell = column == columns.cell() && CELL.matcher(field).matches();
        boolean time = column == columns.time()
                && (TIME.matcher(field).matches() || EPOCH_MILLIS.matcher(field).matches());
        boolean tooShort = field.chars().filter(Character::isDigit).count() < DIGITS_OF_A_NUMBER;
        return cell || time || tooShort ? field : "*";
    }
}
