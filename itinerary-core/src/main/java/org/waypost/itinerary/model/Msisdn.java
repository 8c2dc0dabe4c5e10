package org.waypost.itinerary.model;

/**
 * A subscriber's number in the one canonical spelling, E.164 without the plus sign.
 *
 * <p>{@link #toString()} masks the number, so that a value that slips into a log or an exception tells nothing; whoever
 * needs the digits asks for {@link #digits()} and is found by a search for that name.
 */
public final class Msisdn implements Comparable<Msisdn> {
    private static final int SHORTEST = 7;
    private static final int LONGEST = 15;

    private final String digits;

    private Msisdn(String digits) {
        this.digits = digits;
    }

    /**
     * @param digits country code and national number, 7 to 15 ASCII digits, not beginning with 0 (ITU-T E.164, clause 6.2)
     * @throws IllegalArgumentException if the digits are none of that; the message does not repeat them
     */
    public static Msisdn ofDigits(String digits) {
        if (!isE164(digits)) {
            throw new IllegalArgumentException("number of %d characters (expected %d to %d digits, the first not 0)"
                    .formatted(digits.length(), SHORTEST, LONGEST));
        }
        return new Msisdn(digits);
    }

    private static boolean isE164(String digits) {
        if (digits.length() < SHORTEST || digits.length() > LONGEST || digits.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Country code and national number, digits only, in clear. */
    public String digits() {
        return digits;
    }

    /** The number as its owner would recognize it and nobody else: {@code 138****8000}; the country code of China is left out. */
    public String masked() {
        String national = digits.startsWith("86") && digits.length() == 13 ? digits.substring(2) : digits;
        int tail = Math.min(4, national.length() - 3);
        return national.substring(0, 3) + "****" + national.substring(national.length() - tail);
    }

    @Override
    public int compareTo(Msisdn other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Msisdn that && digits.equals(that.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    /** The masked form. */
    @Override
    public String toString() {
        return masked();
    }
}
