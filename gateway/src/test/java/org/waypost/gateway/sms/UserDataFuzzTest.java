package org.waypost.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stranger can send as user data. The corpus runs with the ordinary tests; with {@code JAZZER_FUZZ=1} and
 * {@code -Djazzer.hooks=true} one method at a time looks for more.
 */
class UserDataFuzzTest {
    private static final Alphabet[] ALPHABETS = Alphabet.values();

    /** The first octet chooses the alphabet (low bits) and whether there is a header (0x80), the rest is user data. */
    // M8, M9
    @FuzzTest(maxDuration = "1m")
    void readsAnyUserData(byte[] input) {
        if (input.length == 0) {
            return;
        }
        ByteBuffer octets = ByteBuffer.wrap(input);
        UserData data = read(octets.get(), octets, octets.remaining());

        String text = data.text();
        assertThat(text.length()).isLessThan(input.length);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
        if (data.hasHeader()) {
            UserData untold = new UserData(data.alphabet(), data.concatenation(), data.payload());
            assertThat(UserData.withHeader(data.alphabet(), data.octets())).contains(untold);
        }
    }

    /** Parts one after another: the octet as above, one for the length, the user data. */
    // M9
    @FuzzTest(maxDuration = "1m")
    void joinsAnyParts(byte[] input) {
        ByteBuffer octets = ByteBuffer.wrap(input);
        List<UserData> parts = new ArrayList<>();
        while (octets.remaining() >= 2) {
            byte choice = octets.get();
            parts.add(read(choice, octets, Math.min(Byte.toUnsignedInt(octets.get()), octets.remaining())));
        }
        String text = LongMessage.text(parts);
        assertThat(text.length()).isLessThanOrEqualTo(input.length);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
        assertThat(parts)
                .allSatisfy(part -> assertThat(LongMessage.admits(part)).isEqualTo(admitted(part)));
    }

    private static boolean admitted(UserData part) {
        Concatenation place = part.concatenation();
        return place == null
                || (place.total() <= LongMessage.MOST_PARTS && part.payload().length <= LongMessage.LONGEST_PART);
    }

    @FuzzTest(maxDuration = "1m")
    void cutsAnyText(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Segmenter segmenter = new Segmenter(input.length % 2 == 0);
        assertThat(segmenter.cut(text, 255))
                .hasSize(segmenter.segments(text))
                .allMatch(segment -> segment.payload().length <= 160);
    }

    private static UserData read(byte choice, ByteBuffer octets, int length) {
        Alphabet alphabet = ALPHABETS[(choice & 0x7F) % ALPHABETS.length];
        byte[] userData = new byte[length];
        octets.get(userData);
        UserData alone = UserData.of(alphabet, userData);
        return choice < 0 ? UserData.withHeader(alphabet, userData).orElse(alone) : alone;
    }
}
