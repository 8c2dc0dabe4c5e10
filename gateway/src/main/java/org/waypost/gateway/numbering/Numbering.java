package org.waypost.gateway.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.model.Msisdn;

/**
 * Reads a mobile number in any spelling, as a network of mainland China writes it: {@code +86138…}, {@code 86138…},
 * {@code 0086138…}, {@code 138…}, with separators, in full-width characters, with any type of number.
 *
 * <p>The common spellings of home numbers are recognized here, everything else by libphonenumber; where both can read a
 * number they agree. Safe for use by any thread.
 */
public final class Numbering {
    /** Types of number (3GPP 23.040, clause 9.1.2.5) that say the address is something else than a whole number. */
    private static final int NETWORK_SPECIFIC = 3;

    private static final int SUBSCRIBER = 4;
    private static final int ALPHANUMERIC = 5;
    private static final int ABBREVIATED = 6;
    private static final int INTERNATIONAL = 1;
    /** Numbering plan E.212: the address is an IMSI. */
    private static final int LAND_MOBILE = 6;

    private static final String HOME = "CN";
    private static final String HOME_CODE = "86";
    /** Digits of a mainland mobile number: 1, then 3 to 9, then nine more. */
    private static final int HOME_LENGTH = 11;
    /** Begins the codes by which mainland carriers are chosen before a number; no mobile number begins so. */
    private static final String CARRIER_SELECTION = "179";

    private static final String INTERNATIONAL_PREFIX = "00";
    /** Longer addresses are no number in any spelling: 15 digits, prefixes, and a separator after each. */
    private static final int LONGEST_ADDRESS = 40;

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

    /** Reads a number as people and files write it. */
    public Optional<Msisdn> parse(String number) {
        return parse(0, 0, number);
    }

    /**
     * Reads an address as a bearer hands it over.
     *
     * <p>An address declared international but written like a home number is read as the foreign number it would be where
     * such a one can exist (+1 380 234 5678), and as the home number it was meant to be otherwise.
     *
     * @param typeOfNumber 1 for international, 2 for national; values nobody knows count as 0, unknown
     * @param numberingPlan 1 for E.164; others are tolerated, except that of an IMSI
     * @return empty if the address is no mobile number: alphanumeric, abbreviated, a short code, a land line, empty
     */
    public Optional<Msisdn> parse(int typeOfNumber, int numberingPlan, String address) {
        if (!wholeNumber(typeOfNumber) || numberingPlan == LAND_MOBILE) {
            return Optional.empty();
        }
        String dialed = dialed(address);
        if (dialed.isEmpty()) {
            return Optional.empty();
        }
        boolean international = typeOfNumber == INTERNATIONAL;
        Msisdn home = home(dialed, international);
        return home != null ? Optional.of(home) : library(dialed, international);
    }

    private static boolean wholeNumber(int typeOfNumber) {
        return switch (typeOfNumber) {
            case NETWORK_SPECIFIC, SUBSCRIBER, ALPHANUMERIC, ABBREVIATED -> false;
            default -> true;
        };
    }

    /** Digits, after a plus sign where there is one, all in ASCII; empty if there is anything else but separators. */
    private static String dialed(String address) {
        if (address.length() > LONGEST_ADDRESS) {
            return "";
        }
        StringBuilder dialed = new StringBuilder(address.length());
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            char plain = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - '\uFF01' + '!') : c;
            if ((plain >= '0' && plain <= '9') || (plain == '+' && dialed.isEmpty())) {
                dialed.append(plain);
            } else if (!separator(plain)) {
                return "";
            }
        }
        return dialed.toString();
    }

    private static boolean separator(char c) {
        return switch (c) {
            case ' ', '\u00A0', '\u3000', '-', '\u2010', '\u2011', '(', ')', '.', '/' -> true;
            // left by copying: zero-width characters, marks of direction, byte order mark
            case '\u200B', '\u200C', '\u200D', '\u2060', '\u200E', '\u200F', '\u202A', '\u202C', '\uFEFF' -> true;
            default -> false;
        };
    }

    /** The number if it is a home number in a common spelling; null if the library has to look at it. */
    static @Nullable Msisdn home(String dialed, boolean international) {
        int start = dialed.length() - HOME_LENGTH;
        if (start < 0 || !homeMobile(dialed, start)) {
            return null;
        }
        boolean known = switch (start) {
            case 0 -> !international;
            case 2 -> dialed.startsWith(HOME_CODE);
            case 3 -> dialed.startsWith("+" + HOME_CODE);
            case 4 -> dialed.startsWith(INTERNATIONAL_PREFIX + HOME_CODE);
            default -> false;
        };
        return known ? Msisdn.ofDigits(HOME_CODE + dialed.substring(start)) : null;
    }

    private static boolean homeMobile(String dialed, int start) {
        return dialed.charAt(start) == '1'
                && dialed.charAt(start + 1) >= '3'
                && !dialed.startsWith(CARRIER_SELECTION, start);
    }

    /** The same by libphonenumber, which knows every country. */
    Optional<Msisdn> library(String dialed, boolean international) {
        boolean bare = !dialed.startsWith("+") && !dialed.startsWith(INTERNATIONAL_PREFIX);
        if (international && bare) {
            Optional<Msisdn> declared = read("+" + dialed);
            if (declared.isPresent()) {
                return declared;
            }
        }
        return read(dialed);
    }

    private Optional<Msisdn> read(String dialed) {
        PhoneNumber number;
        try {
            number = library.parse(dialed, HOME);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
        return mobile(number)
                ? Optional.of(Msisdn.ofDigits(
                        library.format(number, PhoneNumberFormat.E164).substring(1)))
                : Optional.empty();
    }

    /** New ranges come into use before a library lists them, so a home number need only be well-formed. */
    private boolean mobile(PhoneNumber number) {
        String national = library.getNationalSignificantNumber(number);
        if (Integer.toString(number.getCountryCode()).equals(HOME_CODE)) {
            return national.length() == HOME_LENGTH && homeMobile(national, 0);
        }
        return switch (library.getNumberType(number)) {
            case MOBILE, FIXED_LINE_OR_MOBILE -> true;
            default -> false;
        };
    }
}
