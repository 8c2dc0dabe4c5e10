package org.waypost.gateway.sms;

/**
 * The tables a text in the GSM 7-bit alphabet is read with, as its user data header announces (3GPP 23.038, clause 6.2.1.2).
 *
 * @param locking in place of the default alphabet
 * @param single in place of the extension table
 */
public record ShiftTables(NationalLanguage locking, NationalLanguage single) {
    /** Where nothing is announced. */
    public static final ShiftTables DEFAULT = new ShiftTables(NationalLanguage.DEFAULT, NationalLanguage.DEFAULT);

    ShiftTables withLocking(NationalLanguage replacement) {
        return new ShiftTables(replacement, single);
    }

    ShiftTables withSingle(NationalLanguage replacement) {
        return new ShiftTables(locking, replacement);
    }
}
