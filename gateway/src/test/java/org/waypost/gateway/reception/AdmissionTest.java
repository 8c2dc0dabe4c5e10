package org.waypost.gateway.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Sender;
import org.waypost.gateway.message.Verdict.Refused;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.sms.Alphabet;
import org.waypost.gateway.sms.Concatenation;
import org.waypost.gateway.sms.UserData;
import org.waypost.itinerary.model.Msisdn;

class AdmissionTest {
    private static final UserData CODE = UserData.of(Alphabet.GSM7, new byte[] {0x43, 0x58});

    private final Admission admission =
            new Admission(Set.of("10001"), Map.of("north", List.of("86138", "86139")), new Numbering());

    private static InboundPart part(String peer, Sender sender, String shortCode, UserData data) {
        return new InboundPart(peer, 1, 1, null, sender, shortCode, data);
    }

    private static InboundPart from(int typeOfNumber, String address) {
        return part("north", new Sender(typeOfNumber, 1, address), "10001", CODE);
    }

    @Test
    void takesWhatIsServedAndNoLongerThanAQuestion() {
        assertThat(admission.refusal(from(1, "8613800138000"))).isEmpty();
        UserData partOfMany = new UserData(Alphabet.GSM7, new Concatenation(1, false, 255, 1), new byte[10]);
        assertThat(admission.refusal(part("north", new Sender(1, 1, "8613800138000"), "10001", partOfMany)))
                .contains(Refused.BAD_LENGTH);
        assertThat(admission.refusal(part("north", new Sender(1, 1, "8613800138000"), "10002", CODE)))
                .contains(Refused.UNKNOWN_SHORT_CODE);
    }

    // M16
    @ParameterizedTest
    @CsvSource({"0, 13800138000", "1, +8613800138000", "2, 008613800138000", "0, １３８００１３８０００"})
    void knowsTheSenderInEverySpelling(int typeOfNumber, String address) {
        assertThat(admission.sender(from(typeOfNumber, address))).contains(Msisdn.ofDigits("8613800138000"));
    }

    // M12
    @ParameterizedTest
    @ValueSource(strings = {"8613700137000", "+14155552671", "10001", "", "Bank"})
    void doesNotKnowASenderOutsideThePeersRanges(String address) {
        assertThat(admission.sender(from(0, address))).isEmpty();
        assertThat(admission.sender(from(5, address))).isEmpty();
    }

    // M12
    @Test
    void aPeerWithoutRangesMayAssertNobody() {
        assertThat(admission.sender(part("south", new Sender(1, 1, "8613800138000"), "10001", CODE)))
                .isEmpty();
    }
}
