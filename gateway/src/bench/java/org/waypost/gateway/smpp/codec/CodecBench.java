package org.waypost.gateway.smpp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.DefaultDecomposer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;

/** A submit_sm read and written, and the response to it, beside jSMPP on the same octets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBench {
    private static final int BATCH = 64;

    private final PduDecoder decoder = new PduDecoder(FieldLimits.LENIENT);
    private final DefaultDecomposer decomposer = new DefaultDecomposer();
    private final DefaultComposer composer = new DefaultComposer();
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(64 * 1024));
    private final Pdu.SubmitSm question = new Pdu.SubmitSm(
            1,
            ShortMessage.of(
                    new Address(1, 1, "8613800138000"),
                    new Address(0, 1, "10001"),
                    EsmClass.DEFAULT,
                    DataCoding.DEFAULT,
                    "CXMYD#1234".getBytes(StandardCharsets.US_ASCII)));
    private final Pdu.MessageResp answer =
            new Pdu.MessageResp(CommandId.SUBMIT_SM_RESP, 1, CommandStatus.OK, "00000000000000a1", List.of());
    private final byte[] octets = encoded(question);
    private final byte[] batch = batch(octets);
    private final ByteBuf frame = Unpooled.wrappedBuffer(octets);
    private final ByteBuf out = Unpooled.buffer(512);

    private static byte[] encoded(Pdu pdu) {
        ByteBuf buffer = Unpooled.buffer();
        PduEncoder.encode(pdu, buffer);
        return ByteBufUtil.getBytes(buffer);
    }

    private static byte[] batch(byte[] octets) {
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < BATCH; i++) {
            stream.writeBytes(octets);
        }
        return ByteBufUtil.getBytes(stream);
    }

    @Benchmark
    public Decoded decode() {
        return decoder.decode(frame.readerIndex(0));
    }

    @Benchmark
    public SubmitSm decodeWithJsmpp() throws PDUStringException {
        return decomposer.submitSm(octets);
    }

    @Benchmark
    public ByteBuf encodeResponse() {
        out.clear();
        PduEncoder.encode(answer, out);
        return out;
    }

    @Benchmark
    public byte[] encodeResponseWithJsmpp() throws PDUStringException {
        return composer.submitSmResp(1, "00000000000000a1");
    }

    @Benchmark
    public ByteBuf encodeMessage() {
        out.clear();
        PduEncoder.encode(question, out);
        return out;
    }

    /** The stream cut into frames, and each read. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int cutAndDecode() {
        channel.writeInbound(Unpooled.wrappedBuffer(batch));
        int understood = 0;
        for (ByteBuf each = channel.readInbound(); each != null; each = channel.readInbound()) {
            understood += decoder.decode(each) instanceof Decoded.Understood ? 1 : 0;
            each.release();
        }
        return understood;
    }
}
