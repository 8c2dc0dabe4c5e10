package org.waypost.gateway.smpp.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.message.Transmission;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.ShortMessage;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.model.Msisdn;

class ReplyWriterTest {
    private static final PeerProfile PEER = PeerProfile.of("carrier", "smsc1", Password.of("x".getBytes(US_ASCII)));

    @Test
    void goesFromTheShortCodeToTheNumberInInternationalForm() {
        ShortMessage message = write(PEER.withReplySource(3, 9), UserData.of(Alphabet.GSM7, new byte[] {0x41}));

        assertThat(message.source()).isEqualTo(new Address(3, 9, "10001"));
        assertThat(message.destination()).isEqualTo(new Address(1, 1, "8613800138000"));
        assertThat(message.esmClass()).isEqualTo(EsmClass.DEFAULT);
        assertThat(message.dataCoding()).isEqualTo(DataCoding.DEFAULT);
        assertThat(message.text()).containsExactly(0x41);
    }

    // D6
    @Test
    void leavesTheTimesEmptyAsAMessageCentreMust() {
        ShortMessage message = write(PEER, UserData.of(Alphabet.GSM7, new byte[0]));

        assertThat(message.validity()).isEmpty();
        assertThat(message.schedule()).isEmpty();
        assertThat(message.registeredDelivery()).isZero();
    }

    @Test
    void putsTheConcatenationBeforeTheText() {
        ShortMessage message =
                write(PEER, new UserData(Alphabet.UCS2, new Concatenation(0x0102, true, 3, 2), new byte[] {0x4E, 0}));

        assertThat(message.esmClass()).isEqualTo(EsmClass.WITH_USER_DATA_HEADER);
        assertThat(message.dataCoding()).isEqualTo(DataCoding.UCS2);
        assertThat(message.text()).containsExactly(6, 8, 4, 1, 2, 3, 2, 0x4E, 0);
    }

    private static ShortMessage write(PeerProfile peer, UserData segment) {
        return ReplyWriter.messages(
                        new Transmission("carrier", "10001", Msisdn.ofDigits("8613800138000"), List.of(segment)), peer)
                .get(0);
    }
}
