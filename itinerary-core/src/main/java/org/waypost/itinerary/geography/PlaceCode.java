package org.waypost.itinerary.geography;

import org.waypost.itinerary.model.Place;

/**
 * A place as a number, as tracks hold it: the GB/T 2260 code of a city as it stands, an ISO 3166-1 alpha-2 code of a
 * country above one million. The numbers are stored and never change their meaning.
 */
public final class PlaceCode {
    private static final int FIRST_COUNTRY = 1_000_000;
    private static final int LETTERS = 26;

    private PlaceCode() {}

    /** @throws IllegalArgumentException if the place's code is neither six digits nor two capital letters */
    public static int of(Place place) {
        return of(place.code());
    }

    /** @throws IllegalArgumentException if the code is neither six digits nor two capital letters */
    public static int of(String code) {
        if (code.matches("[1-9][0-9]{5}")) {
            return Integer.parseInt(code);
        }
        if (code.matches("[A-Z]{2}")) {
            return FIRST_COUNTRY + (code.charAt(0) - 'A') * LETTERS + (code.charAt(1) - 'A');
        }
        throw new IllegalArgumentException(
                "place code %s (expected six digits or two capital letters)".formatted(code));
    }

    /** The code as text, as {@link Place#code()} spells it. */
    public static String text(int code) {
        if (!abroad(code)) {
            return Integer.toString(code);
        }
        int letters = code - FIRST_COUNTRY;
        return "" + (char) ('A' + letters / LETTERS) + (char) ('A' + letters % LETTERS);
    }

    /** Whether the place is a country other than China. */
    public static boolean abroad(int code) {
        return code >= FIRST_COUNTRY;
    }
}
