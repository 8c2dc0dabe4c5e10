package org.waypost.itinerary.signalling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the fields of an event stand in each line of a file, as its header line says.
 *
 * @param msisdn index of the subscriber's number
 * @param time index of the time
 * @param cell index of the cell
 * @param count number of columns, the unknown ones included
 */
public record EventColumns(int msisdn, int time, int cell, int count) {
    private static final String MSISDN = "msisdn";
    private static final String TIME = "time";
    private static final String CELL = "cell";

    /**
     * Finds the columns in any order; unknown ones are ignored.
     *
     * @return empty if one of the three is missing
     */
    public static Optional<EventColumns> of(List<String> header) {
        List<String> names = header.stream().map(String::strip).toList();
        if (!missing(names).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new EventColumns(names.indexOf(MSISDN), names.indexOf(TIME), names.indexOf(CELL), names.size()));
    }

    /** Names of the columns that a header lacks. */
    public static List<String> missing(List<String> header) {
        List<String> names = header.stream().map(String::strip).toList();
        return Stream.of(MSISDN, TIME, CELL)
                .filter(name -> !names.contains(name))
                .toList();
    }
}
