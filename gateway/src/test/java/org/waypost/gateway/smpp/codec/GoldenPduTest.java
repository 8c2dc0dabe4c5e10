package org.waypost.gateway.smpp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenPduTest {
    private static final PduDecoder DECODER = new PduDecoder(FieldLimits.STANDARD);

    static List<GoldenPdu> all() {
        return GoldenPdu.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadAsWhatItIs(GoldenPdu golden) {
        assertThat(DECODER.decode(Unpooled.wrappedBuffer(golden.octets())))
                .isEqualTo(new Decoded.Understood(golden.pdu()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWrittenToTheOctet(GoldenPdu golden) {
        ByteBuf out = Unpooled.buffer();
        new PduEncoder().encode(golden.pdu(), out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(ByteBufUtil.hexDump(golden.octets()));
    }

    // F12
    @ParameterizedTest
    @MethodSource("all")
    void isTheSameHoweverTheStreamIsCutInTwo(GoldenPdu golden) {
        byte[] octets = golden.octets();
        for (int cut = 0; cut <= octets.length; cut++) {
            EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(512));
            channel.writeInbound(Unpooled.copiedBuffer(octets, 0, cut));
            channel.writeInbound(Unpooled.copiedBuffer(octets, cut, octets.length - cut));

            ByteBuf frame = channel.readInbound();
            assertThat(DECODER.decode(frame)).isEqualTo(new Decoded.Understood(golden.pdu()));
            frame.release();
            assertThat(channel.<Object>readInbound()).isNull();
            assertThat(channel.finish()).isFalse();
        }
    }
}
