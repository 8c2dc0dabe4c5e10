package org.waypost.gateway.smpp.codec;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Tlv;

/**
 * Reads the fields of one body and remembers the first thing that was wrong. After that every field reads as zero or empty,
 * so a caller reads them all and asks once, at the end.
 */
final class FieldReader {
    /** More optional parameters than this are refused: nobody has so many, and each costs memory. */
    static final int MOST_TLVS = 64;

    private static final byte[] NOTHING = {};
    private static final int TLV_HEADER = 4;

    private final ByteBuf in;
    private @Nullable CommandStatus status;
    private String reason = "";

    FieldReader(ByteBuf in) {
        this.in = in;
    }

    /** What to answer, or null where all was well. */
    @Nullable
    CommandStatus failure() {
        return status;
    }

    String reason() {
        return reason;
    }

    int octet(String field) {
        if (failed()) {
            return 0;
        }
        if (!in.isReadable()) {
            fail(CommandStatus.INVALID_COMMAND_LENGTH, "body ends before " + field);
            return 0;
        }
        return in.readUnsignedByte();
    }

    /** @param longest without the NUL */
    String text(String field, int longest, CommandStatus ifWrong) {
        if (failed()) {
            return "";
        }
        int start = in.readerIndex();
        int length = in.bytesBefore((byte) 0);
        if (length > longest || (length < 0 && in.readableBytes() > longest)) {
            fail(ifWrong, "%s longer than expected (at most %d octets and NUL)".formatted(field, longest));
            return "";
        }
        if (length < 0) {
            boolean absent = !in.isReadable();
            fail(
                    absent ? CommandStatus.INVALID_COMMAND_LENGTH : ifWrong,
                    absent ? "body ends before " + field : field + " without NUL (expected one before the PDU ends)");
            return "";
        }
        in.skipBytes(length + 1);
        return length == 0 ? "" : in.toString(start, length, StandardCharsets.ISO_8859_1);
    }

    Address address(String field, int longest, CommandStatus ifWrong) {
        int ton = octet(field + "_ton");
        int npi = octet(field + "_npi");
        return new Address(ton, npi, text(field, longest, ifWrong));
    }

    byte[] octets(String field, int length, CommandStatus ifShort) {
        if (failed() || length == 0) {
            return NOTHING;
        }
        if (in.readableBytes() < length) {
            fail(
                    ifShort,
                    "%s of %d octets (expected %d before the PDU ends)".formatted(field, in.readableBytes(), length));
            return NOTHING;
        }
        byte[] octets = new byte[length];
        in.readBytes(octets);
        return octets;
    }

    /**
     * The optional parameters, up to the end of the body. Trailing NULs are no parameters; one stray NUL before the first
     * (some peers end short_message with it) is passed over.
     */
    List<Tlv> tlvs() {
        if (failed() || onlyNulsLeft()) {
            return List.of();
        }
        int start = in.readerIndex();
        List<Tlv> tlvs = tlvsFromHere();
        if (failed() && in.getByte(start) == 0) {
            CommandStatus firstStatus = status;
            String firstReason = reason;
            status = null;
            in.readerIndex(start + 1);
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
        while (!failed() && in.isReadable() && !onlyNulsLeft()) {
            if (tlvs.size() == MOST_TLVS) {
                fail(
                        CommandStatus.INVALID_TLV_STREAM,
                        "more optional parameters than expected (at most %d)".formatted(MOST_TLVS));
            } else if (in.readableBytes() < TLV_HEADER) {
                fail(
                        CommandStatus.INVALID_TLV_STREAM,
                        "%d stray octets (expected an optional parameter or the end)".formatted(in.readableBytes()));
            } else {
                tlvs.add(tlv(in.readUnsignedShort(), in.readUnsignedShort()));
            }
        }
        return tlvs;
    }

    private Tlv tlv(int tag, int length) {
        if (length > in.readableBytes()) {
            fail(
                    CommandStatus.INVALID_TLV_STREAM,
                    "TLV 0x%04X of %d octets (expected at most the %d left)"
                            .formatted(tag, length, in.readableBytes()));
        } else if (!TlvSizes.allow(tag, length)) {
            fail(
                    CommandStatus.INVALID_TLV_LENGTH,
                    "TLV 0x%04X of %d octets (expected %s)".formatted(tag, length, TlvSizes.expected(tag)));
        }
        return new Tlv(tag, octets("TLV", failed() ? 0 : length, CommandStatus.INVALID_TLV_STREAM));
    }

    private boolean onlyNulsLeft() {
        for (int i = in.readerIndex(); i < in.writerIndex(); i++) {
            if (in.getByte(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean failed() {
        return status != null;
    }

    private void fail(CommandStatus answer, String why) {
        status = answer;
        reason = why;
    }
}
