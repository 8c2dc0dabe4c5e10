package org.waypost.itinerary.signalling;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of an event file after the other, read in place: {@link #read} puts the next line's values into this object,
 * so that a million events cost no object each. Not safe for use by several threads.
 *
 * <p>Hazard: what {@link #cellBytes()} returns is the caller's own buffer and changes with it.
 */
public final class EventLine {
    /** What {@link #number()} returns where no number was found. */
    public static final long NO_NUMBER = -1;

    private static final int SHORTEST_NUMBER = 7;
    private static final int LONGEST_NUMBER = 15;
    private static final byte[] NOTHING = {};

    private final EventColumns columns;
    private long number = NO_NUMBER;
    private long epochMillis;
    private byte[] cellBytes = NOTHING;
    private int cellFrom;
    private int cellTo;

    public EventLine(EventColumns columns) {
        this.columns = columns;
    }

    /**
     * Reads the line that stands in {@code bytes} from {@code from} to before {@code to}, its line end left out.
     *
     * @return null if the event is well-formed, otherwise why it is not
     */
    public @Nullable Rejection read(byte[] bytes, int from, int to) {
        number = NO_NUMBER;
        epochMillis = InstantText.NONE;
        cellTo = cellFrom = from;
        int column = 0;
        int start = from;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == ',') {
                take(column++, bytes, start, i);
                start = i + 1;
            } else if (b == '"') {
                return readQuoted(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
        }
        take(column++, bytes, start, to);
        return judge(column);
    }

    private @Nullable Rejection readQuoted(String line) {
        number = NO_NUMBER;
        epochMillis = InstantText.NONE;
        cellTo = cellFrom;
        Optional<List<String>> fields = CsvLine.split(line);
        if (fields.isEmpty()) {
            return Rejection.MALFORMED_LINE;
        }
        int column = 0;
        for (String field : fields.get()) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            take(column++, bytes, 0, bytes.length);
        }
        return judge(column);
    }

    private void take(int column, byte[] bytes, int from, int to) {
        if (column == columns.msisdn()) {
            number = parseNumber(bytes, from, to);
        } else if (column == columns.time()) {
            epochMillis = InstantText.parse(bytes, from, to);
        } else if (column == columns.cell()) {
            cellBytes = bytes;
            cellFrom = from;
            cellTo = to;
        }
    }

    private @Nullable Rejection judge(int count) {
        if (count != columns.count() || epochMillis == InstantText.NONE || cellFrom == cellTo) {
            return Rejection.MALFORMED_LINE;
        }
        return number == NO_NUMBER ? Rejection.BAD_NUMBER : null;
    }

    private static long parseNumber(byte[] bytes, int from, int to) {
        int start = from < to && bytes[from] == '+' ? from + 1 : from;
        int length = to - start;
        if (length < SHORTEST_NUMBER || length > LONGEST_NUMBER || bytes[start] == '0') {
            return NO_NUMBER;
        }
        long digits = 0;
        for (int i = start; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            digits = digits * 10 + digit;
        }
        return digits;
    }

    /** The subscriber's number, 7 to 15 digits without a plus sign; {@link #NO_NUMBER} if the line showed none. */
    public long number() {
        return number;
    }

    /** Milliseconds since 1970-01-01T00:00Z; meaningful only if the line was accepted. */
    public long epochMillis() {
        return epochMillis;
    }

    /** The array in which the cell stands, from {@link #cellFrom()} to before {@link #cellTo()}. */
    public byte[] cellBytes() {
        return cellBytes;
    }

    public int cellFrom() {
        return cellFrom;
    }

    public int cellTo() {
        return cellTo;
    }

    /** The cell as text. */
    public String cell() {
        return new String(cellBytes, cellFrom, cellTo - cellFrom, StandardCharsets.UTF_8);
    }
}
