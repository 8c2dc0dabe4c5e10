package org.waypost.itinerary.track;

/** How sure a sighting is of its city. The codes are stored and never change. */
public enum SightingKind {
    /** By a cell that covers this city alone. */
    STRONG(0),
    /** By a cell on the border, which stands in this city. */
    BORDER_HOME(1),
    /** By a cell on the border, which stands in another city and covers this one too. */
    BORDER_NEIGHBOR(2);

    /** Codes are below this. */
    static final int CODES = 3;

    private final int code;

    SightingKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static SightingKind of(int code) {
        return switch (code) {
            case 0 -> STRONG;
            case 1 -> BORDER_HOME;
            case 2 -> BORDER_NEIGHBOR;
            default -> throw new IllegalArgumentException("sighting kind %d (expected 0 to 2)".formatted(code));
        };
    }
}
