package org.waypost.itinerary.signalling;

import java.util.Locale;

/** Why an event is not taken. A report counts every constant; the quarantine names it beside the line. */
public enum Rejection {
    /** Wrong number of fields, an unreadable time, an empty cell, or a quote that does not close. */
    MALFORMED_LINE,
    /** Not 7 to 15 digits with an optional plus sign before them (ITU-T E.164, clause 6.2). */
    BAD_NUMBER,
    /** Later than the clock of this machine allows. */
    TIME_IN_FUTURE,
    /** Of a day that retention has already let go. */
    OLDER_THAN_RETENTION,
    /** Neither in the cell table nor of a foreign network. */
    UNKNOWN_CELL,
    /** In the cell table, but with no region on the day of the event. */
    CELL_NOT_VALID;

    /** The constant as reports and quarantine files spell it: {@code unknown-cell}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
