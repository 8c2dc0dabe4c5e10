package org.waypost.gateway.smpp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.waypost.gateway.smpp.pdu.Pdu;

/** What a stranger can send. The corpus runs with the ordinary tests. */
class CodecFuzzTest {
    private static final int LIMIT = 512;

    private final PduDecoder decoder = new PduDecoder(FieldLimits.LENIENT);

    /** No octets make the decoder throw; what it understands, it understands again once we have written it. */
    @FuzzTest(maxDuration = "1m")
    void readsAnyFrame(byte[] frame) {
        Decoded decoded = decoder.decode(Unpooled.wrappedBuffer(frame));
        if (decoded instanceof Decoded.Understood understood && isWrittenWhole(understood.pdu())) {
            ByteBuf out = Unpooled.buffer();
            new PduEncoder().encode(understood.pdu(), out);
            assertThat(decoder.decode(out)).isEqualTo(decoded);
        }
        assertThat(PduReport.of(frame)).isNotNull();
    }

    /** Of a response with an error status we write the header alone. */
    private static boolean isWrittenWhole(Pdu pdu) {
        return !(pdu instanceof Pdu.Response response) || response.status().isOk();
    }

    /** However a stream is cut, it yields the same frames, and the same complaint at the same place. */
    @FuzzTest(maxDuration = "1m")
    void cutsAnyStreamTheSameHoweverItComes(byte[] stream) {
        if (stream.length > 0) {
            int step = 1 + (stream[0] & 0x3F);
            assertThat(frames(stream, step)).isEqualTo(frames(stream, stream.length));
        }
    }

    private static List<String> frames(byte[] stream, int step) {
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(LIMIT));
        for (int at = 0; at < stream.length; at += step) {
            channel.writeInbound(Unpooled.copiedBuffer(stream, at, Math.min(step, stream.length - at)));
        }
        List<String> frames = new ArrayList<>();
        for (Object each = channel.readInbound(); each != null; each = channel.readInbound()) {
            if (each instanceof ByteBuf frame) {
                frames.add(ByteBufUtil.hexDump(frame));
                frame.release();
            } else {
                frames.add(each.toString());
            }
        }
        channel.finishAndReleaseAll();
        return frames;
    }
}
