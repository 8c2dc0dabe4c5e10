package org.waypost.simulator.handset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;
import org.waypost.simulator.smsc.StandInGateway;
import org.waypost.simulator.smsc.Submission;

class HandsetIT {
    private static final String NUMBER = "8619900000001";
    private static final String LONG_TEXT = "根据您的授权查询，近14天到访：湖南（长沙、株洲）。".repeat(5);

    private StandInGateway gateway;
    private Smsc smsc;
    private Handset handset;

    @BeforeEach
    void switchOn() throws Exception {
        gateway = new StandInGateway();
        smsc = Smsc.bind(new SmscLink("127.0.0.1", gateway.port(), "smsc", "right"));
        handset = new Handset("+" + NUMBER, smsc, () -> 42);
    }

    @AfterEach
    void switchOff() {
        handset.close();
        smsc.close();
        gateway.close();
    }

    @Test
    void joinsWhatComesAsTwoSegments() throws Exception {
        List<ShortMessage> segments = Typing.segments("10001", NUMBER, LONG_TEXT, 9);
        for (ShortMessage segment : segments) {
            assertThat(gateway.deliver(segment)).isZero();
        }
        assertThat(segments).hasSizeGreaterThan(1);
        assertThat(handset.await(Duration.ofSeconds(10)))
                .contains(new Received("10001", LONG_TEXT, segments.size(), 42));
    }

    @Test
    void sendsALongTextInSegmentsWithAHeader() throws Exception {
        assertThat(handset.text("10001", LONG_TEXT)).isEqualTo(new Submission.Acknowledged("id-2"));
        for (int part = 1; part <= 2; part++) {
            byte[] octets = gateway.nextSubmission().getShortMessage();
            assertThat(octets).startsWith(5, 0, 3, 0, 2, part).hasSizeLessThanOrEqualTo(140);
        }
    }

    @Test
    void isFullAfterSixtyFourUnreadMessages() throws Exception {
        for (int i = 0; i < Handset.INBOX_CAPACITY; i++) {
            assertThat(gateway.deliver(
                            Typing.segments("10001", NUMBER, "hello", 0).get(0)))
                    .isZero();
        }
        assertThat(gateway.deliver(
                        Typing.segments("10001", NUMBER, "one more", 0).get(0)))
                .isEqualTo(0x14);
        assertThat(handset.await(Duration.ofSeconds(10))).isPresent();
        assertThat(gateway.deliver(Typing.segments("10001", NUMBER, "now", 0).get(0)))
                .isZero();
    }
}
