package org.waypost.gateway.smpp.exchange;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.sms.UserData;

/**
 * Makes SMPP messages of a reply's segments: from the short code to the number in international form. validity_period stays
 * empty, as a message centre must leave it (SMPP 3.4, clause 4.6.1), unless we are the client of one: then it is set in the
 * relative form (clause 7.1.1.2).
 */
final class ReplyWriter {
    private static final int INTERNATIONAL = 1;
    private static final int ISDN = 1;

    private ReplyWriter() {}

    static List<ShortMessage> messages(Transmission transmission, PeerProfile peer) {
        Address from = new Address(peer.replyTon(), peer.replyNpi(), transmission.shortCode());
        Address to = new Address(INTERNATIONAL, ISDN, transmission.to().digits());
        return transmission.segments().stream()
                .map(segment -> message(from, to, segment).withValidity(validity(peer.outgoing())))
                .toList();
    }

    private static String validity(@Nullable Outgoing outgoing) {
        if (outgoing == null) {
            return "";
        }
        Duration validity = outgoing.validity();
        return "0000%02d%02d%02d%02d000R"
                .formatted(
                        validity.toDaysPart(),
                        validity.toHoursPart(),
                        validity.toMinutesPart(),
                        validity.toSecondsPart());
    }

    private static ShortMessage message(Address from, Address to, UserData segment) {
        return ShortMessage.of(
                from,
                to,
                segment.hasHeader() ? EsmClass.WITH_USER_DATA_HEADER : EsmClass.DEFAULT,
                Codings.coding(segment.alphabet()),
                segment.octets());
    }
}
