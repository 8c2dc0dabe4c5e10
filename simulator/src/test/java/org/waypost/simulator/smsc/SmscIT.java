package org.waypost.simulator.smsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmscIT {
    private static final String NUMBER = "8619900000001";

    private StandInGateway gateway;
    private Smsc smsc;

    @BeforeEach
    void bind() throws IOException {
        gateway = new StandInGateway();
        smsc = Smsc.bind(link("right"));
    }

    @AfterEach
    void close() {
        smsc.close();
        gateway.close();
    }

    private SmscLink link(String password) {
        return new SmscLink("127.0.0.1", gateway.port(), "smsc", password, Duration.ofSeconds(5));
    }

    private static ShortMessage ascii(String from, String to, String text) {
        return new ShortMessage(from, to, 0, false, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void handsOverWhatASubscriberTexts() throws Exception {
        assertThat(smsc.bound()).isTrue();
        Submission submission = smsc.submit(ascii(NUMBER, "10001", "CXMYD#1234"));
        assertThat(submission).isEqualTo(new Submission.Acknowledged("id-1"));
        SubmitSm pdu = gateway.nextSubmission();
        assertThat(pdu.getSourceAddr()).isEqualTo(NUMBER);
        assertThat(pdu.getSourceAddrTon()).isEqualTo((byte) 1);
        assertThat(pdu.getDestAddress()).isEqualTo("10001");
        assertThat(pdu.getShortMessage()).isEqualTo("CXMYD#1234".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void tellsTheStatusOfARefusal() {
        assertThat(smsc.submit(ascii(NUMBER, "404", "CXMYD")))
                .isEqualTo(new Submission.Refused(0x0B))
                .hasToString("refused with status 0x0B");
    }

    @Test
    void tellsThatNobodyAnswered() throws Exception {
        gateway.hangUp();
        assertThat(smsc.submit(ascii(NUMBER, "10001", "CXMYD"))).isInstanceOf(Submission.Unanswered.class);
    }

    @Test
    void passesMessagesToThePhoneOfTheNumberInOrder() throws Exception {
        BlockingQueue<ShortMessage> phone = new LinkedBlockingQueue<>();
        smsc.attach(NUMBER, phone::offer);
        for (String text : List.of("one", "two", "three")) {
            assertThat(gateway.deliver(ascii("10001", "+" + NUMBER, text))).isZero();
        }
        assertThat(phone)
                .containsExactly(
                        ascii("10001", NUMBER, "one"), ascii("10001", NUMBER, "two"), ascii("10001", NUMBER, "three"));
    }

    @Test
    void answersForANumberNobodyHasAndForAFullPhone() throws Exception {
        assertThat(gateway.deliver(ascii("10001", "8619900000002", "?"))).isEqualTo(0x0B);
        smsc.attach(NUMBER, message -> false);
        assertThat(gateway.deliver(ascii("10001", NUMBER, "?"))).isEqualTo(0x14);
    }

    @Test
    void saysThatABindWasRefused() {
        assertThatThrownBy(() -> Smsc.bind(link("wrong"))).isInstanceOf(IOException.class);
    }

    @Test
    void spellsNumbersOneWay() {
        assertThat(List.of("+8619900000001", "8619900000001", "19900000001"))
                .allMatch(spelling -> Smsc.canonical(spelling).equals(NUMBER));
        assertThat(Smsc.canonical("10001")).isEqualTo("10001");
    }
}
