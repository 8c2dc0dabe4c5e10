package org.waypost.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongMessageTest {
    private static UserData part(Alphabet alphabet, String octets) {
        return UserData.of(alphabet, HexFormat.of().parseHex(octets));
    }

    // M9
    @Test
    void whatWasCutIsJoinedAfterAnyOrderOfArrivalAndRepetition() {
        Random random = new Random(9);
        for (int round = 0; round < 2_000; round++) {
            Segmenter segmenter = new Segmenter(random.nextBoolean());
            String text = Texts.any(random, random.nextInt(900));
            List<UserData> segments = segmenter.cut(text, random.nextInt(256));
            List<UserData> arriving = new ArrayList<>(segments);
            arriving.addAll(segments.subList(0, random.nextInt(segments.size())));
            Collections.shuffle(arriving, random);

            TreeMap<Integer, UserData> kept = new TreeMap<>();
            for (UserData segment : arriving) {
                Concatenation place = segment.concatenation();
                kept.put(place == null ? 1 : place.part(), segment);
            }
            assertThat(LongMessage.text(List.copyOf(kept.values()))).isEqualTo(text);
        }
    }

    @Test
    void joinsACharacterThatWasParted() {
        assertThat(LongMessage.text(List.of(part(Alphabet.UCS2, "0059d83d"), part(Alphabet.UCS2, "de000059"))))
                .isEqualTo("Y\uD83D\uDE00Y");
        assertThat(LongMessage.text(List.of(part(Alphabet.GSM7, "591b"), part(Alphabet.GSM7, "6559"))))
                .isEqualTo("Y€Y");
        assertThat(LongMessage.text(List.of(part(Alphabet.UTF8, "e590"), part(Alphabet.UTF8, "8c59"))))
                .isEqualTo("同Y");
    }

    @Test
    void joinsPartsOfDifferentAlphabets() {
        assertThat(LongMessage.text(List.of(
                        part(Alphabet.GSM7, "431b"),
                        part(Alphabet.BINARY, "431b"),
                        part(Alphabet.UCS2, "662f"),
                        part(Alphabet.ASCII, "21"))))
                .isEqualTo("C\uFFFD是!");
        assertThat(LongMessage.text(List.of())).isEmpty();
    }

    // M9
    @ParameterizedTest
    @CsvSource({"16, 160, true", "17, 1, false", "255, 1, false", "16, 161, false", "2, 140, true", "1, 160, true"})
    void aPartOfSomethingTooLongIsNotAdmitted(int total, int octets, boolean admitted) {
        UserData part = new UserData(Alphabet.GSM7, new Concatenation(1, false, total, 1), new byte[octets]);
        assertThat(LongMessage.admits(part)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "160, true", "254, true", "2560, true", "2561, false", "65535, false"})
    void aMessageThatStandsAloneHasTheSameBound(int octets, boolean admitted) {
        assertThat(LongMessage.admits(UserData.of(Alphabet.UCS2, new byte[octets])))
                .isEqualTo(admitted);
    }
}
