package org.waypost.gateway.smpp.exchange;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.InterfaceVersion;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.smpp.pdu.Tlv;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;

/**
 * Finds in a message of a peer what a subscriber wrote. The text is short_message, or message_payload where that is empty;
 * both at once are refused. Concatenation is read from the user data header, else from the SAR parameters.
 */
final class QuestionReader {
    /** Longest short_message before SMPP 5.0 (3.4, clause 5.2.21). */
    private static final int LONGEST_TEXT = 254;

    private final Alphabet usual;
    private final int interfaceVersion;

    /**
     * @param usual what data_coding 0 means to the peer
     * @param interfaceVersion as the peer gave it in its bind
     */
    QuestionReader(Alphabet usual, int interfaceVersion) {
        this.usual = usual;
        this.interfaceVersion = interfaceVersion;
    }

    /** What a message holds. */
    sealed interface Reading {
        /** @param reference by which the peer itself tells repeats, or null */
        record Question(UserData data, @Nullable String reference) implements Reading {}

        /**
         * A report on an earlier message, never a question.
         *
         * @param receipt what it says; null if it does not name the message
         */
        record Report(@Nullable Receipt receipt) implements Reading {}

        record Refused(CommandStatus status) implements Reading {}
    }

    Reading read(ShortMessage message) {
        if (message.esmClass().isReport()) {
            return new Reading.Report(receipt(message));
        }
        if (!message.esmClass().isOrdinary()) {
            return new Reading.Refused(CommandStatus.INVALID_ESM_CLASS);
        }
        Tlv payload = message.tlv(Tlv.MESSAGE_PAYLOAD);
        boolean tooLong = message.text().length > LONGEST_TEXT && interfaceVersion < InterfaceVersion.V5_0;
        if (tooLong || (message.text().length > 0 && payload != null && payload.value().length > 0)) {
            return new Reading.Refused(CommandStatus.INVALID_MESSAGE_LENGTH);
        }
        UserData data = userData(message);
        return data == null ? new Reading.Refused(CommandStatus.INVALID_ESM_CLASS) : question(message, data);
    }

    /** Null where the user data header names a part that cannot be. */
    private @Nullable UserData userData(ShortMessage message) {
        Tlv payload = message.tlv(Tlv.MESSAGE_PAYLOAD);
        byte[] octets = message.text().length > 0 || payload == null ? message.text() : payload.value();
        Alphabet alphabet = Codings.alphabet(message.dataCoding(), usual);
        return message.esmClass().hasUserDataHeader()
                ? UserData.withHeader(alphabet, octets).orElse(null)
                : UserData.of(alphabet, octets);
    }

    private @Nullable Receipt receipt(ShortMessage message) {
        UserData data = userData(message);
        Tlv id = message.tlv(Tlv.RECEIPTED_MESSAGE_ID);
        Tlv state = message.tlv(Tlv.MESSAGE_STATE);
        return ReceiptText.read(
                        data == null ? "" : data.text(),
                        id == null ? null : text(id),
                        state == null ? null : state.number())
                .orElse(null);
    }

    /** A C-octet string; some peers leave the NUL out. */
    private static String text(Tlv tlv) {
        String text = new String(tlv.value(), StandardCharsets.ISO_8859_1);
        int nul = text.indexOf('\0');
        return nul < 0 ? text : text.substring(0, nul);
    }

    private Reading question(ShortMessage message, UserData data) {
        Tlv reference = message.tlv(Tlv.SAR_MSG_REF_NUM);
        Tlv total = message.tlv(Tlv.SAR_TOTAL_SEGMENTS);
        Tlv part = message.tlv(Tlv.SAR_SEGMENT_SEQNUM);
        if (data.concatenation() != null || reference == null || total == null || part == null) {
            return new Reading.Question(data, reference(message));
        }
        try {
            Concatenation sar = new Concatenation(reference.number(), true, total.number(), part.number());
            return new Reading.Question(data.withConcatenation(sar), reference(message));
        } catch (IllegalArgumentException e) {
            return new Reading.Refused(CommandStatus.INVALID_TLV_VALUE);
        }
    }

    private static @Nullable String reference(ShortMessage message) {
        Tlv reference = message.tlv(Tlv.USER_MESSAGE_REFERENCE);
        return reference == null ? null : HexFormat.of().formatHex(reference.value());
    }
}
