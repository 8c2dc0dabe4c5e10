package org.waypost.simulator.handset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.waypost.simulator.smsc.ShortMessage;

class SegmentJoinerTest {
    private static final String CHINESE = "根据您的授权查询，138****8000近14天到访：湖南（长沙、株洲），江西（吉安）。".repeat(6) + "𠮷😀";

    private final SegmentJoiner joiner = new SegmentJoiner();

    private static ShortMessage raw(int coding, String hex) {
        return new ShortMessage(
                "10001", "8619900000001", coding, true, HexFormat.of().parseHex(hex));
    }

    @Test
    void joinsSegmentsInAnyOrder() {
        Random random = new Random(42);
        for (int length = 1; length < CHINESE.length(); length += 7) {
            String text = CHINESE.substring(CHINESE.length() - length);
            if (Character.isLowSurrogate(text.charAt(0))) {
                continue;
            }
            List<ShortMessage> segments =
                    new ArrayList<>(Typing.segments("10001", "8619900000001", text, random.nextInt(256)));
            Collections.shuffle(segments, random);
            assertThat(whole(segments)).contains(new SegmentJoiner.Whole("10001", text, segments.size()));
        }
    }

    @Test
    void joinsSevenBitTextsWithEscapes() {
        String text = "[€]{~}|\\^ @£ Ω ".repeat(40);
        List<ShortMessage> segments = Typing.segments("10001", "8619900000001", text, 3);
        assertThat(segments).hasSizeGreaterThan(2).allMatch(segment -> segment.dataCoding() == Spelling.GSM);
        assertThat(whole(segments)).contains(new SegmentJoiner.Whole("10001", text, segments.size()));
    }

    @Test
    void readsASixteenBitReferenceBehindAnotherElement() {
        // 0B: eleven octets follow; 05 04: ports; 08 04 1234 02 01: reference 0x1234, part 1 of 2.
        assertThat(joiner.add(raw(8, "0C050415B3000008041234020157CE"))).isEmpty();
        assertThat(joiner.add(raw(8, "0C050415B3000008041234020257CE")))
                .contains(new SegmentJoiner.Whole("10001", "城城", 2));
    }

    @Test
    void aSegmentThatComesTwiceCountsOnce() {
        ShortMessage first = raw(8, "0500030702015317");
        assertThat(joiner.add(first)).isEmpty();
        assertThat(joiner.add(first)).isEmpty();
        assertThat(joiner.add(raw(8, "0500030702024EAC"))).contains(new SegmentJoiner.Whole("10001", "北京", 2));
    }

    @Test
    void showsAMessageWithABrokenHeaderByItself() {
        assertThat(joiner.add(raw(0, "FF41")))
                .hasValueSatisfying(whole -> assertThat(whole.segments()).isEqualTo(1));
        assertThat(joiner.add(raw(0, ""))).contains(new SegmentJoiner.Whole("10001", "", 1));
    }

    @Test
    void aSurrogatePairTornApartShows() {
        byte[] high = {0x05, 0x00, 0x03, 0x07, 0x02, 0x01, (byte) 0xD8, 0x3D};
        byte[] low = {0x05, 0x00, 0x03, 0x07, 0x02, 0x02, (byte) 0xDE, 0x00};
        joiner.add(new ShortMessage("10001", "8619900000001", 8, true, high));
        assertThat(joiner.add(new ShortMessage("10001", "8619900000001", 8, true, low)))
                .hasValueSatisfying(whole -> assertThat(whole.text()).isEqualTo("\uFFFD\uFFFD"));
    }

    @Test
    void forgetsTheOldestOfManyUnfinishedMessages() {
        for (int reference = 0; reference <= SegmentJoiner.MOST_UNFINISHED; reference++) {
            joiner.add(raw(8, "050003%02X02015317".formatted(reference)));
        }
        assertThat(joiner.add(raw(8, "0500030002024EAC"))).isEmpty();
        assertThat(joiner.add(raw(8, "0500030F02024EAC"))).isPresent();
    }

    @Test
    void fitsEverySegmentIntoAShortMessage() {
        for (String text : List.of(CHINESE, "a".repeat(161), "€".repeat(81), "x".repeat(152) + "€" + "y".repeat(200))) {
            for (ShortMessage segment : Typing.segments("1", "2", text, 0)) {
                assertThat(segment.octets().length).isLessThanOrEqualTo(segment.dataCoding() == 0 ? 159 : 140);
            }
        }
        assertThat(Typing.segments("1", "2", "a".repeat(160), 0)).hasSize(1);
        assertThat(Typing.segments("1", "2", "城".repeat(70), 0)).hasSize(1);
        assertThat(Typing.segments("1", "2", "城".repeat(71), 0)).hasSize(2);
    }

    @Test
    void readsTheOtherCodings() {
        assertThat(Spelling.read(3, "é".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("é");
        assertThat(Spelling.read(1, "Y".getBytes(StandardCharsets.US_ASCII))).isEqualTo("Y");
        assertThat(Spelling.read(0, new byte[] {0x00, 0x1B, 0x65, 0x1B, 0x41, 0x1B, (byte) 0x80}))
                .isEqualTo("@€A\uFFFD");
    }

    private Optional<SegmentJoiner.Whole> whole(List<ShortMessage> segments) {
        for (ShortMessage segment : segments.subList(0, segments.size() - 1)) {
            assertThat(joiner.add(segment)).isEmpty();
        }
        return joiner.add(segments.get(segments.size() - 1));
    }
}
