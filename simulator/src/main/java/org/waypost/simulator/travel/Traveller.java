package org.waypost.simulator.travel;

import java.time.LocalDate;

/**
 * One simulated subscriber. Nobody's data: numbers, endings and journeys come from the seed.
 *
 * @param number E.164 with the plus sign
 * @param idSuffix last four characters of the identity document
 * @param activeFrom since when the number is this traveller's
 * @param language {@code zh} or {@code en}
 */
public record Traveller(
        String number, String idSuffix, LocalDate activeFrom, String language, Kind kind, Journey journey) {}
