package org.waypost.gateway.wording;

import java.util.Locale;
import java.util.Set;

/**
 * Everything a reply can say: whole texts first, then the sentences and words they are put together from. The
 * configuration has one template for each, under {@link #key()}.
 */
public enum Situation {
    /** Places were found. */
    ANSWER("number", "periods", "notes", "hotline"),
    /** The network saw the phone, but no stay counts. */
    NO_LONG_STAY("number", "windows", "rule", "notes", "hotline"),
    /** The same, but data is still missing: no statement about the days can be made. */
    NO_LONG_STAY_YET("number", "windows", "rule", "notes", "hotline"),
    /** The network never saw the phone. */
    NO_DATA("number", "windows", "notes", "hotline"),
    /** The same, but data is still missing. */
    NO_DATA_YET("number", "windows", "notes", "hotline"),
    ASK_ENDING("number", "minutes"),
    ASK_CONSENT("number", "windows", "rule", "minutes"),
    WRONG_ENDING("hotline"),
    ENDING_PAUSE("hotline"),
    /** What followed the keyword is no ID ending. */
    MALFORMED("example"),
    NOT_REGISTERED("hotline"),
    NOT_ACTIVE("hotline"),
    NO_REAL_NAME("hotline"),
    ITINERARY_LIMIT("hotline"),
    TOO_NEW("hotline"),
    NOT_OFFERED("hotline"),
    /** The product has come to its end. */
    ENDED("hotline"),
    /** Help, asked for. */
    HELP("examples", "hotline"),
    /** A text that asks for nothing we know. */
    UNKNOWN("examples", "hotline"),
    /** The keyword belongs to another short code. */
    ELSEWHERE("example", "code"),
    CANCELLED,
    WITHDRAWN,
    /** An answer to a question nobody asked. */
    NOTHING_OPEN("examples"),
    /** An answer to a question that waited too long. */
    EXPIRED("examples"),
    BUSY("hotline"),

    /** One window with places. */
    PERIOD("window", "rule", "places"),
    /** One window without, beside one with: the phone was seen, but not long enough. */
    PERIOD_EMPTY("window", "rule"),
    /** One window without, beside one with: the phone was not seen. */
    PERIOD_NO_DATA("window"),
    /** One window without, beside one with, and its data is still missing. */
    PERIOD_NOTHING_YET("window", "rule"),
    /** A window in days and dates. */
    WINDOW("nearest", "farthest", "first", "last"),
    /** A window that begins yesterday. */
    WINDOW_RECENT("days", "first", "last"),
    DATE("year", "month", "day", "monthname"),
    PROVINCE("province", "cities"),
    RULE_LONGER("duration"),
    RULE_AT_LEAST("duration"),
    RULE_ANY,
    HOURS("hours"),
    MINUTES("minutes"),
    /** The separator between places. */
    BETWEEN_PLACES,
    BETWEEN_PROVINCES,
    BETWEEN_PERIODS,

    /** A note: places that did not fit. */
    NOTE_LEFT_OUT("count"),
    /** A note: data is complete up to a day only. */
    NOTE_COMPLETE_THROUGH("day"),
    /** A note: no day of the window is complete. */
    NOTE_INCOMPLETE,
    /** A note: the number is younger than the window. */
    NOTE_SHORT_SERVICE("day"),
    /** A note: this is the last reply for now. */
    NOTE_LAST_REPLY;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
    private final Set<String> placeholders;

    Situation(String... placeholders) {
        this.placeholders = Set.of(placeholders);
    }

    /** The names a template of this situation may use in braces. */
    public Set<String> placeholders() {
        return placeholders;
    }

    /** The name in the configuration: lower case with hyphens. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
