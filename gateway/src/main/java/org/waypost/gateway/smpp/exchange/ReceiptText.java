package org.waypost.gateway.smpp.exchange;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.message.Receipt.Fate;

/**
 * Reads the text of a delivery receipt (SMPP 3.4, appendix B), which each vendor writes in its own way: fields in any order
 * and case, {@code submit date} or {@code submit_date}, {@code :} or {@code =}, states misspelled, dates of 10, 12 or 14
 * digits. The parameters made for it (receipted_message_id, message_state) prevail where a peer sends them.
 *
 * <p>Never fails, in time linear in the text. What the receipt quotes of the message is not looked at.
 */
final class ReceiptText {
    /** Receipts end long before; the rest of a longer text is not looked at. */
    private static final int LONGEST = 1000;
    /** Longest message_id (SMPP 3.4, clause 5.2.23). */
    private static final int LONGEST_ID = 64;

    private static final int LONGEST_ERROR = 16;

    private static final Pattern FIELD = Pattern.compile(
            "(?<![a-z0-9_])(id|msg[ _]?id|message[ _]?id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat|state|status"
                    + "|err|error|err[ _]?code|error[ _]?code|text)[ ]?[:=]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /** A failure as gateways from CMPP hand it on: the two letters name who failed. */
    private static final Pattern CMPP_FAILURE = Pattern.compile("[a-z]{2}:[0-9]{4}");

    private ReceiptText() {}

    /**
     * @param text of the message, decoded
     * @param receiptedMessageId the parameter of that name, or null
     * @param messageState the parameter of that name, or null
     * @return empty if nothing names a message
     */
    static Optional<Receipt> read(String text, @Nullable String receiptedMessageId, @Nullable Integer messageState) {
        Map<Field, String> fields = fields(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        String id = receiptedMessageId == null || receiptedMessageId.isBlank()
                ? word(fields.get(Field.ID))
                : receiptedMessageId.strip();
        if (id == null || id.length() > LONGEST_ID) {
            return Optional.empty();
        }
        String state = word(fields.get(Field.STATE));
        Fate fate = messageState == null ? fate(state) : fate(messageState);
        return Optional.of(new Receipt(id, fate, error(fields, state), date(fields.get(Field.DONE))));
    }

    private enum Field {
        ID,
        STATE,
        ERROR,
        DONE,
        /** Not used here. */
        OTHER,
        TEXT
    }

    private static Map<Field, String> fields(String text) {
        Map<Field, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(text);
        Field field = Field.OTHER;
        int from = 0;
        while (field != Field.TEXT && matcher.find()) {
            fields.putIfAbsent(field, text.substring(from, matcher.start()));
            field = field(matcher.group(1).toLowerCase(Locale.ROOT));
            from = matcher.end();
        }
        if (field != Field.TEXT) {
            fields.putIfAbsent(field, text.substring(from));
        }
        return fields;
    }

    private static Field field(String name) {
        if (name.endsWith("id")) {
            return Field.ID;
        }
        if (name.startsWith("stat")) {
            return Field.STATE;
        }
        if (name.startsWith("err")) {
            return Field.ERROR;
        }
        if (name.startsWith("done")) {
            return Field.DONE;
        }
        return name.equals("text") ? Field.TEXT : Field.OTHER;
    }

    /** The value up to the first white space or separator; null if there is none. */
    private static @Nullable String word(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String stripped = value.strip();
        int end = 0;
        while (end < stripped.length()
                && !Character.isWhitespace(stripped.charAt(end))
                && ",;|".indexOf(stripped.charAt(end)) < 0) {
            end++;
        }
        return end == 0 ? null : stripped.substring(0, end);
    }

    private static @Nullable String error(Map<Field, String> fields, @Nullable String state) {
        String error = word(fields.get(Field.ERROR));
        if (state != null
                && CMPP_FAILURE.matcher(state.toLowerCase(Locale.ROOT)).matches()) {
            return state;
        }
        return error == null || error.length() > LONGEST_ERROR || error.matches("0+") ? null : error;
    }

    /** The states of SMPP 3.4, clause 5.2.28, and of 5.0. */
    private static Fate fate(int state) {
        return switch (state) {
            case 0, 1, 6 -> Fate.UNDERWAY;
            case 2 -> Fate.DELIVERED;
            case 3, 4, 5, 8, 9 -> Fate.FAILED;
            default -> Fate.UNKNOWN;
        };
    }

    private static Fate fate(@Nullable String state) {
        if (state == null) {
            return Fate.UNKNOWN;
        }
        String word = state.toLowerCase(Locale.ROOT);
        if (word.length() <= 2 && DIGITS.matcher(word).matches()) {
            return fate(Integer.parseInt(word));
        }
        if (CMPP_FAILURE.matcher(word).matches()) {
            return Fate.FAILED;
        }
        return switch (word) {
            case "delivrd",
                    "delivered",
                    "deliverd",
                    "delivred",
                    "delivrred",
                    "delivd",
                    "delvrd",
                    "dlvrd",
                    "delivery_ok" -> Fate.DELIVERED;
            case "undeliv",
                    "undelivered",
                    "undelivrd",
                    "undeliverd",
                    "undelivred",
                    "undeliverable",
                    "undeli",
                    "undlvrd" -> Fate.FAILED;
            case "expired", "exprd", "deleted", "deletd", "rejectd", "rejected", "rejectid", "failed", "skipped" ->
                Fate.FAILED;
            case "enroute",
                    "enrouted",
                    "acceptd",
                    "accepted",
                    "acptd",
                    "acked",
                    "buffered",
                    "buffred",
                    "scheduled",
                    "schedld" -> Fate.UNDERWAY;
            default -> Fate.UNKNOWN;
        };
    }

    private static @Nullable LocalDateTime date(@Nullable String value) {
        String digits = word(value);
        if (digits == null || !DIGITS.matcher(digits).matches()) {
            return null;
        }
        return switch (digits.length()) {
            case 10 -> date(digits, 2);
            case 12 -> {
                LocalDateTime withSeconds = date(digits, 2);
                yield withSeconds == null ? date(digits, 4) : withSeconds;
            }
            case 14 -> date(digits, 4);
            default -> null;
        };
    }

    /** @param year number of digits of the year */
    private static @Nullable LocalDateTime date(String digits, int year) {
        int[] rest = new int[5];
        for (int i = 0; i < rest.length; i++) {
            int at = year + 2 * i;
            rest[i] = at < digits.length() ? Integer.parseInt(digits.substring(at, at + 2)) : 0;
        }
        int century = year == 2 ? 2000 : 0;
        try {
            return LocalDateTime.of(
                    century + Integer.parseInt(digits.substring(0, year)), rest[0], rest[1], rest[2], rest[3], rest[4]);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
