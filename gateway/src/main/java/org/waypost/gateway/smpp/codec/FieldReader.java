package org.waypost.gateway.smpp.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Tlv;

/**
 * Reads the fields of one PDU and remembers the first thing that was wrong. After that every field reads as zero or empty,
 * so a caller reads them all and asks once, at the end. Used again for the next PDU.
 */
final class FieldReader {
    /** More optional parameters than this are refused: nobody has so many, and each costs memory. */
    static final int MOST_TLVS = 64;

    private static final byte[] NOTHING = {};
    private static final int TLV_HEADER = 4;

    private byte[] in = NOTHING;
    private int end;
    private int at;
    private @Nullable CommandStatus status;
    private String reason = "";

    /**
     * Begins a PDU.
     *
     * @param octets an array, because that is twice as fast to read octet by octet as a buffer
     * @param length of the PDU within it
     */
    void begin(byte[] octets, int length) {
        in = octets;
        end = length;
        at = 0;
        status = null;
        reason = "";
    }

    /** What to answer, or null where all was well. */
    @Nullable
    CommandStatus failure() {
        return status;
    }

    String reason() {
        return reason;
    }

    /** Four octets of the header, which are known to be there. */
    int number() {
        at += Integer.BYTES;
        return (in[at - 4] & 0xFF) << 24 | (in[at - 3] & 0xFF) << 16 | (in[at - 2] & 0xFF) << 8 | (in[at - 1] & 0xFF);
    }

    int octet(String field) {
        return octet(field, "");
    }

    /** @param suffix of the name, put to it only where it is needed: this is the hot path */
    private int octet(String field, String suffix) {
        if (at < end && status == null) {
            return in[at++] & 0xFF;
        }
        ended(field + suffix);
        return 0;
    }

    private void ended(String before) {
        fail(CommandStatus.INVALID_COMMAND_LENGTH, "body ends before " + before);
    }

    /** @param longest without the NUL */
    String text(String field, int longest, CommandStatus ifWrong) {
        return text(field, longest, ifWrong, "");
    }

    /** @param expected what it may well be, which is then taken in its place: no new text is made */
    private String text(String field, int longest, CommandStatus ifWrong, String expected) {
        int start = at;
        int nul = nextNul();
        int length = nul - start;
        if (nul == end || length > longest || status != null) {
            badText(field, longest, length, ifWrong);
            return "";
        }
        at = nul + 1;
        return text(start, length, expected);
    }

    private String text(int start, int length, String expected) {
        if (length == 0) {
            return "";
        }
        return isAt(start, length, expected) ? expected : new String(in, start, length, StandardCharsets.ISO_8859_1);
    }

    private boolean isAt(int start, int length, String text) {
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((in[start + i] & 0xFF) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void badText(String field, int longest, int length, CommandStatus ifWrong) {
        if (length > longest) {
            fail(ifWrong, "%s longer than expected (at most %d octets and NUL)".formatted(field, longest));
        } else if (length == 0) {
            ended(field);
        } else {
            fail(ifWrong, field + " without NUL (expected one before the PDU ends)");
        }
    }

    /** Up to the NUL, or to the end of the PDU; empty where it is longer than anyone's. Never a failure. */
    String lenientText(int longest) {
        int start = at;
        int nul = nextNul();
        at = Math.min(nul + 1, end);
        return nul - start > longest ? "" : text(start, nul - start, "");
    }

    /** Where the next NUL is; the end of the PDU if there is none. */
    private int nextNul() {
        int nul = at;
        while (nul < end && in[nul] != 0) {
            nul++;
        }
        return nul;
    }

    private int left() {
        return end - at;
    }

    /** @param expected what it may well be, which is then taken in its place: no new address is made */
    Address address(String field, int longest, CommandStatus ifWrong, Address expected) {
        int ton = octet(field, "_ton");
        int npi = octet(field, "_npi");
        String text = text(field, longest, ifWrong, expected.text());
        boolean same = ton == expected.ton() && npi == expected.npi() && text.equals(expected.text());
        return same ? expected : new Address(ton, npi, text);
    }

    byte[] octets(String field, int length, CommandStatus ifShort) {
        if (failed() || length == 0) {
            return NOTHING;
        }
        if (left() < length) {
            fail(ifShort, "%s of %d octets (expected %d before the PDU ends)".formatted(field, left(), length));
            return NOTHING;
        }
        at += length;
        return Arrays.copyOfRange(in, at - length, at);
    }

    /**
     * The optional parameters, up to the end of the body. Trailing NULs are no parameters; one stray NUL before the first
     * (some peers end short_message with it) is passed over.
     */
    List<Tlv> tlvs() {
        if (failed() || onlyNulsLeft()) {
            return List.of();
        }
        int start = at;
        List<Tlv> tlvs = tlvsFromHere();
        if (failed() && in[start] == 0) {
            CommandStatus firstStatus = status;
            String firstReason = reason;
            status = null;
            at = start + 1;
            tlvs = tlvsFromHere();
            if (failed()) {
                status = firstStatus;
                reason = firstReason;
            }
        }
        return tlvs;
    }

    private List<Tlv> tlvsFromHere() {
        List<Tlv> tlvs = new ArrayList<>(4);
        while (!failed() && !onlyNulsLeft()) {
            if (tlvs.size() == MOST_TLVS) {
                fail(
                        CommandStatus.INVALID_TLV_STREAM,
                        "more optional parameters than expected (at most %d)".formatted(MOST_TLVS));
            } else if (left() < TLV_HEADER) {
                fail(
                        CommandStatus.INVALID_TLV_STREAM,
                        "%d stray octets (expected an optional parameter or the end)".formatted(left()));
            } else {
                tlvs.add(tlv(twoOctets(), twoOctets()));
            }
        }
        return tlvs;
    }

    private int twoOctets() {
        at += 2;
        return ((in[at - 2] & 0xFF) << 8) | (in[at - 1] & 0xFF);
    }

    private Tlv tlv(int tag, int length) {
        if (length > left()) {
            fail(
                    CommandStatus.INVALID_TLV_STREAM,
                    "TLV 0x%04X of %d octets (expected at most the %d left)".formatted(tag, length, left()));
        } else if (!TlvSizes.allow(tag, length)) {
            fail(
                    CommandStatus.INVALID_TLV_LENGTH,
                    "TLV 0x%04X of %d octets (expected %s)".formatted(tag, length, TlvSizes.expected(tag)));
        }
        return new Tlv(tag, octets("TLV", failed() ? 0 : length, CommandStatus.INVALID_TLV_STREAM));
    }

    private boolean onlyNulsLeft() {
        for (int i = at; i < end; i++) {
            if (in[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean failed() {
        return status != null;
    }

    /** The first failure counts. */
    private void fail(CommandStatus answer, String why) {
        if (status == null) {
            status = answer;
            reason = why;
        }
    }
}
