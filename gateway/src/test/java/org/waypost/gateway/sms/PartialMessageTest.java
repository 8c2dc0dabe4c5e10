package org.waypost.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.sms.PartialMessage.Addition;
import org.waypost.gateway.sms.PartialMessage.Unjoined;
import org.waypost.gateway.sms.PartialMessage.Waiting;
import org.waypost.gateway.sms.PartialMessage.Whole;

class PartialMessageTest {
    private static UserData part(int part, int total, String text) {
        return part(Alphabet.UTF8, part, total, text.getBytes(StandardCharsets.UTF_8));
    }

    private static UserData part(Alphabet alphabet, int part, int total, byte[] payload) {
        return new UserData(alphabet, new Concatenation(9, false, total, part), payload);
    }

    private static PartialMessage waiting(Addition addition) {
        assertThat(addition).isInstanceOf(Waiting.class);
        return ((Waiting) addition).message();
    }

    /** Adds all, which must end with the whole. */
    private static Whole join(List<UserData> parts) {
        PartialMessage message = PartialMessage.none();
        for (UserData part : parts.subList(0, parts.size() - 1)) {
            message = waiting(message.add(part));
        }
        Addition last = message.add(parts.get(parts.size() - 1));
        assertThat(last).isInstanceOf(Whole.class);
        return (Whole) last;
    }

    // M9
    @Test
    void whatWasCutIsJoinedInAnyOrder() {
        Random random = new Random(9);
        int joined = 0;
        for (int round = 0; round < 3_000; round++) {
            Segmenter segmenter = new Segmenter(random.nextBoolean());
            String text = Texts.any(random, random.nextInt(700));
            List<UserData> segments = new ArrayList<>(segmenter.cut(text, random.nextInt(256)));
            if (segments.size() == 1) {
                continue;
            }
            Collections.shuffle(segments, random);
            assertThat(join(segments)).isEqualTo(new Whole(text, segments.size()));
            joined++;
        }
        assertThat(joined).isGreaterThan(2_000);
    }

    @Test
    void aMessageOfOnePartIsWholeAtOnce() {
        assertThat(PartialMessage.none().add(part(1, 1, "CXMYD"))).isEqualTo(new Whole("CXMYD", 1));
    }

    // M9
    @Test
    void theSamePartAgainChangesNothing() {
        PartialMessage message = waiting(PartialMessage.none().add(part(2, 2, "#1234")));
        assertThat(message.add(part(2, 2, "#1234"))).isEqualTo(Unjoined.REPEATED);
        assertThat(message.add(part(1, 2, "CXMYD"))).isEqualTo(new Whole("CXMYD#1234", 2));
    }

    // M9
    @Test
    void anotherContentOrTotalIsAnotherMessage() {
        PartialMessage message = waiting(PartialMessage.none().add(part(2, 3, "#1234")));
        assertThat(message.add(part(2, 3, "#9999"))).isEqualTo(Unjoined.CONFLICTING);
        assertThat(message.add(part(1, 2, "CXMYD"))).isEqualTo(Unjoined.CONFLICTING);
        assertThat(message.parts()).containsExactly(part(2, 3, "#1234"));
    }

    // M9
    @Test
    void isBoundedInPartsAndOctets() {
        assertThat(PartialMessage.none().add(part(1, 17, "a"))).isEqualTo(Unjoined.OUT_OF_BOUNDS);
        assertThat(PartialMessage.none().add(part(1, 2, "a".repeat(161)))).isEqualTo(Unjoined.OUT_OF_BOUNDS);
        assertThat(PartialMessage.none().add(UserData.of(Alphabet.GSM7, new byte[] {0x41})))
                .isEqualTo(Unjoined.OUT_OF_BOUNDS);
        assertThat(PartialMessage.none().add(part(16, 16, "a".repeat(160)))).isInstanceOf(Waiting.class);
    }

    @Test
    void joinsACharacterThatWasParted() {
        HexFormat hex = HexFormat.of();
        assertThat(join(List.of(
                                part(Alphabet.UCS2, 1, 2, hex.parseHex("0059d83d")),
                                part(Alphabet.UCS2, 2, 2, hex.parseHex("de000059"))))
                        .text())
                .isEqualTo("Y\uD83D\uDE00Y");
        assertThat(join(List.of(
                                part(Alphabet.GSM7, 1, 2, hex.parseHex("591b")),
                                part(Alphabet.GSM7, 2, 2, hex.parseHex("6559"))))
                        .text())
                .isEqualTo("Y€Y");
    }

    @Test
    void joinsPartsOfDifferentAlphabets() {
        assertThat(join(List.of(
                                part(Alphabet.UCS2, 3, 3, new byte[] {0x66, 0x2F}),
                                part(Alphabet.GSM7, 1, 3, new byte[] {0x43, 0x1B}),
                                part(Alphabet.BINARY, 2, 3, new byte[] {0x43, 0x1B})))
                        .text())
                .isEqualTo("C\uFFFD是");
    }

    @Test
    void itsPartsGiveItAgain() {
        PartialMessage message =
                waiting(waiting(PartialMessage.none().add(part(3, 3, "c"))).add(part(1, 3, "a")));
        PartialMessage again = PartialMessage.none();
        for (UserData part : message.parts()) {
            again = waiting(again.add(part));
        }
        assertThat(again).isEqualTo(message).hasSameHashCodeAs(message);
    }

    @Test
    void hidesWhatPeopleWrote() {
        PartialMessage message = waiting(PartialMessage.none().add(part(1, 2, "CXMYD#1234")));
        assertThat(message.toString()).isEqualTo("PartialMessage[parts [1]]");
        assertThat(message.add(part(2, 2, "X")).toString()).isEqualTo("Whole[11 characters of 2 parts]");
    }
}
