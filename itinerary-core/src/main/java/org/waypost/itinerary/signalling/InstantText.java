package org.waypost.itinerary.signalling;

/**
 * Reads an instant from bytes: ISO 8601 with seconds and an offset ({@code 2026-11-20T08:03:11+08:00}, {@code Z},
 * {@code +0800}, a fraction allowed), or milliseconds since 1970 in digits. Written by hand because
 * {@code OffsetDateTime.parse} costs more than all the rest of an event.
 */
final class InstantText {
    /** What {@link #parse} returns for text that is no instant. */
    static final long NONE = Long.MIN_VALUE;

    private static final int LONGEST_MILLIS = 15;
    private static final int SHORTEST_ISO = "2026-11-20T08:03:11Z".length();
    private static final int MILLIS_PER_SECOND = 1000;

    private InstantText() {}

    /** @return milliseconds since 1970-01-01T00:00Z, or {@link #NONE} */
    static long parse(byte[] bytes, int from, int to) {
        if (to - from >= SHORTEST_ISO && bytes[from + 4] == '-') {
            return parseIso(bytes, from, to);
        }
        if (to == from || to - from > LONGEST_MILLIS) {
            return NONE;
        }
        long millis = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            millis = millis * 10 + digit;
        }
        return millis;
    }

    private static long parseIso(byte[] bytes, int from, int to) {
        int year = number(bytes, from, 2) * 100 + number(bytes, from + 2, 2);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        int hour = number(bytes, from + 11, 2);
        int minute = number(bytes, from + 14, 2);
        int second = number(bytes, from + 17, 2);
        boolean shaped = bytes[from + 7] == '-'
                && (bytes[from + 10] == 'T' || bytes[from + 10] == 't' || bytes[from + 10] == ' ')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
        boolean inRange = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysIn(year, month)
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60;
        if (!shaped || !inRange) {
            return NONE;
        }
        int at = from + 19;
        int millis = 0;
        if (bytes[at] == '.' || bytes[at] == ',') {
            int scale = MILLIS_PER_SECOND / 10;
            int digits = ++at;
            for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
                millis += (bytes[at] - '0') * scale;
                scale /= 10;
            }
            if (at == digits) {
                return NONE;
            }
        }
        int offset = offsetMinutes(bytes, at, to);
        if (offset == Integer.MIN_VALUE) {
            return NONE;
        }
        long minutes = (daysSince1970(year, month, day) * 24 + hour) * 60 + minute - offset;
        return (minutes * 60 + second) * MILLIS_PER_SECOND + millis;
    }

    private static int offsetMinutes(byte[] bytes, int from, int to) {
        if (to - from == 1 && (bytes[from] == 'Z' || bytes[from] == 'z')) {
            return 0;
        }
        int length = to - from;
        boolean signed = length >= 3 && (bytes[from] == '+' || bytes[from] == '-');
        boolean colon = length == 6 && bytes[from + 3] == ':';
        if (!signed || (length != 3 && length != 5 && !colon)) {
            return Integer.MIN_VALUE;
        }
        int hours = number(bytes, from + 1, 2);
        int minutes = length == 3 ? 0 : number(bytes, to - 2, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int offset = hours * 60 + minutes;
        return bytes[from] == '-' ? -offset : offset;
    }

    /** Two digits as a number; a negative one, also after scaling and adding, if they are none. */
    private static int number(byte[] bytes, int from, int length) {
        int value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1_000_000;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int daysIn(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days of the proleptic Gregorian calendar, counted in years that begin on 1 March. */
    private static long daysSince1970(int year, int month, int day) {
        int marchYear = month <= 2 ? year - 1 : year;
        int marchMonth = (month + 9) % 12;
        int dayOfYear = (153 * marchMonth + 2) / 5 + day - 1;
        int century = Math.floorDiv(marchYear, 100);
        long daysBefore = 365L * marchYear + Math.floorDiv(marchYear, 4) - century + Math.floorDiv(century, 4);
        return daysBefore + dayOfYear - 719_468;
    }
}
