package org.waypost.itinerary.geography;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network other than those of the mainland, as the name of a cell shows it (ITU-T E.212): the Mobile Country Code, and
 * the Mobile Network Code, which is text: {@code 01} is not {@code 1}.
 *
 * @param mcc three digits
 * @param mnc two or three digits; null where the name does not show one
 */
public record ForeignNetwork(String mcc, @Nullable String mnc) {
    /** The country code of mainland China; Hong Kong, Macao and Taiwan have their own. */
    private static final String HOME = "460";

    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9]*-)?([0-9]{3})(?:-([0-9]{2,3})(?:-.*)?)?");

    /**
     * Recognizes a cell name that begins with a foreign MCC, after the radio technology where that stands before it.
     *
     * @param cell a name that the cell table does not know
     * @return empty for a cell of a mainland network, and for a name that shows no MCC
     */
    public static Optional<ForeignNetwork> of(String cell) {
        Matcher name = NAME.matcher(cell);
        if (!name.matches() || name.group(1).equals(HOME)) {
            return Optional.empty();
        }
        return Optional.of(new ForeignNetwork(name.group(1), name.group(2)));
    }
}
