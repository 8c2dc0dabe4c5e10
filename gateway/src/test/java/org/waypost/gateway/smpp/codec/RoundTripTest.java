package org.waypost.gateway.smpp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;

class RoundTripTest {
    private final PduDecoder decoder = new PduDecoder(FieldLimits.STANDARD);

    @Test
    void whatIsWrittenIsReadAsItWas() {
        RandomPdus pdus = new RandomPdus(3_4);
        for (int i = 0; i < 20_000; i++) {
            Pdu pdu = pdus.next();
            ByteBuf out = Unpooled.buffer();
            new PduEncoder().encode(pdu, out);

            assertThat(out.getInt(0)).isEqualTo(out.readableBytes());
            assertThat(decoder.decode(out)).isEqualTo(new Decoded.Understood(pdu));
            assertThat(out.isReadable()).isFalse();
        }
    }

    @Test
    void refusesToWriteWhatCannotBeRead() {
        ByteBuf out = Unpooled.buffer();
        new PduEncoder().encode(new Pdu.EnquireLink(1), out);
        int before = out.writerIndex();

        assertThatThrownBy(() -> new PduEncoder()
                        .encode(
                                new Pdu.MessageResp(CommandId.SUBMIT_SM_RESP, 1, CommandStatus.OK, "a\0b", List.of()),
                                out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text of 3 characters with NUL inside (expected none)");
        assertThatThrownBy(() -> new PduEncoder()
                        .encode(
                                new Pdu.SubmitSm(
                                        1,
                                        ShortMessage.of(
                                                Address.NONE,
                                                Address.NONE,
                                                EsmClass.DEFAULT,
                                                DataCoding.DEFAULT,
                                                new byte[256])),
                                out))
                .hasMessage("short_message of 256 octets (expected at most 255)");
        assertThat(out.writerIndex()).isEqualTo(before);
    }

    // P4
    @Test
    void nothingThatIsPrintedShowsANumberATextOrAPassword() {
        for (GoldenPdu golden : GoldenPdu.all()) {
            assertThat(golden.pdu().toString())
                    .doesNotContain("8613800138000")
                    .doesNotContain("CXMYD")
                    .doesNotContain("secret");
        }
    }
}
