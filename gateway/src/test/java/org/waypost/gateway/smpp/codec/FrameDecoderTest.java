package org.waypost.gateway.smpp.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final int LIMIT = 512;

    private final FrameDecoder frames = new FrameDecoder(LIMIT);
    private final EmbeddedChannel channel = new EmbeddedChannel(frames);

    // M1
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000",
                "00000001",
                "0000000f",
                "00000201",
                "00010001",
                "7fffffff",
                "80000000",
                "ffffffff",
                "48545450",
                "16030100"
            })
    void givesUpOnTheFirstFourBytesWhenTheyAreNoLength(String start) {
        channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(start)));

        FrameDecoder.BadLength bad = channel.readInbound();
        assertThat(HexFormat.of().toHexDigits(bad.length())).isEqualTo(start);
        assertThat(bad.limit()).isEqualTo(LIMIT);
    }

    // M1
    @Test
    void saysSoOnceAndThrowsTheRestAway() {
        channel.writeInbound(Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request\r\n\r\n", US_ASCII));
        channel.writeInbound(Unpooled.copiedBuffer(enquireLink(1)));

        assertThat(channel.<Object>readInbound()).isInstanceOf(FrameDecoder.BadLength.class);
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(frames.incomplete()).isFalse();
    }

    @Test
    void namesTheLengthAndTheExpectation() {
        assertThat(new FrameDecoder.BadLength(15, 512)).hasToString("command_length 15 (expected 16 to 512)");
        assertThat(new FrameDecoder.BadLength(-1, 512)).hasToString("command_length 4294967295 (expected 16 to 512)");
    }

    @Test
    void takesLongerFramesOnceTheLimitIsRaised() {
        frames.limit(65_536);
        ByteBuf longest = Unpooled.buffer().writeInt(65_536).writeZero(65_532);
        channel.writeInbound(longest);

        ByteBuf frame = channel.readInbound();
        assertThat(frame.readableBytes()).isEqualTo(65_536);
        frame.release();
    }

    // F11
    @Test
    void keepsNothingOfAPduThatNeverEnds() {
        ByteBuf half = Unpooled.copiedBuffer(enquireLink(1), 0, 9);
        channel.writeInbound(half);
        assertThat(frames.incomplete()).isTrue();

        assertThat(channel.finish()).isFalse();
        assertThat(half.refCnt()).isZero();
    }

    // F12
    @Test
    void givesTheSameFramesHoweverTheStreamIsCut() {
        ByteBuf stream = Unpooled.buffer();
        List<String> expected = new ArrayList<>();
        for (GoldenPdu golden : GoldenPdu.all()) {
            stream.writeBytes(golden.octets());
            expected.add(ByteBufUtil.hexDump(golden.octets()));
        }
        byte[] octets = ByteBufUtil.getBytes(stream);
        Random random = new Random(20_261_124);
        for (int round = 0; round < 50; round++) {
            assertThat(framesOf(octets, random)).isEqualTo(expected);
        }
    }

    private static List<String> framesOf(byte[] octets, Random random) {
        EmbeddedChannel cut = new EmbeddedChannel(new FrameDecoder(LIMIT));
        for (int at = 0; at < octets.length; ) {
            int length = Math.min(octets.length - at, random.nextInt(1, 300));
            cut.writeInbound(Unpooled.copiedBuffer(octets, at, length));
            at += length;
        }
        List<String> frames = new ArrayList<>();
        for (ByteBuf frame = cut.readInbound(); frame != null; frame = cut.readInbound()) {
            frames.add(ByteBufUtil.hexDump(frame));
            frame.release();
        }
        return frames;
    }

    private static byte[] enquireLink(int sequence) {
        return HexFormat.of().parseHex("000000100000001500000000%08x".formatted(sequence));
    }
}
