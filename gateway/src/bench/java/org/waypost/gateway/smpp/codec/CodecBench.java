package org.waypost.gateway.smpp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.PDUException;
import org.jsmpp.PDUReader;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.Command;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.DefaultDecomposer;
import org.jsmpp.util.PDUComposer;
import org.jsmpp.util.PDUDecomposer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.DataCoding;
import org.waypost.gateway.smpp.pdu.EsmClass;
import org.waypost.gateway.smpp.pdu.Pdu;
import org.waypost.gateway.smpp.pdu.ShortMessage;

/**
 * Each main PDU read and written, beside jSMPP on the same octets, each time of another subscriber. Ours reads from a buffer
 * and writes into one, as on a socket; jSMPP from and into arrays of its own, or, to begin where ours does, from a stream.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBench {
    private static final byte[] TEXT = "CXMYD#1234".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEGMENT = new byte[140];
    private static final String ID = "00000000000000a1";
    private static final int SUBSCRIBERS = 64;
    private static final Address SHORT_CODE = new Address(0, 1, "10001");
    private static final PDUDecomposer DECOMPOSER = new DefaultDecomposer();
    private static final PDUComposer COMPOSER = new DefaultComposer();
    private static final byte ZERO = 0;
    private static final byte ONE = 1;

    /** What is read and written. */
    public enum Kind {
        SUBMIT_SM(
                i -> new Pdu.SubmitSm(1, message(subscriber(i), SHORT_CODE, TEXT)),
                DECOMPOSER::submitSm,
                () -> COMPOSER.submitSm(
                        1, "", ONE, ONE, "8613800138000", ZERO, ONE, "10001", ZERO, ZERO, ZERO, null, null, ZERO, ZERO,
                        ZERO, ZERO, TEXT)),
        SUBMIT_SM_RESP(
                i -> new Pdu.MessageResp(CommandId.SUBMIT_SM_RESP, 1, CommandStatus.OK, ID, List.of()),
                DECOMPOSER::submitSmResp,
                () -> COMPOSER.submitSmResp(1, ID)),
        DELIVER_SM(
                i -> new Pdu.DeliverSm(1, message(SHORT_CODE, subscriber(i), SEGMENT)),
                DECOMPOSER::deliverSm,
                () -> COMPOSER.deliverSm(
                        1, "", ZERO, ONE, "10001", ONE, ONE, "8613800138000", ZERO, ZERO, ZERO, ZERO, ZERO, SEGMENT)),
        DELIVER_SM_RESP(
                i -> new Pdu.MessageResp(CommandId.DELIVER_SM_RESP, 1, CommandStatus.OK, "", List.of()),
                DECOMPOSER::deliverSmResp,
                () -> COMPOSER.deliverSmResp(0, 1, "")),
        BIND_TRANSCEIVER(
                i -> new Pdu.Bind(BindType.TRANSCEIVER, 1, "smsc1", "secret", "", 0x34, Address.NONE),
                DECOMPOSER::bind,
                () -> COMPOSER.bind(9, 1, "smsc1", "secret", "", (byte) 0x34, ZERO, ZERO, "")),
        ENQUIRE_LINK(i -> new Pdu.EnquireLink(1), DECOMPOSER::enquireLink, () -> COMPOSER.enquireLink(1));

        private final IntFunction<Pdu> ours;
        private final Decomposing decompose;
        private final Composing compose;

        Kind(IntFunction<Pdu> ours, Decomposing decompose, Composing compose) {
            this.ours = ours;
            this.decompose = decompose;
            this.compose = compose;
        }

        private static Address subscriber(int i) {
            return new Address(1, 1, "86138001380%02d".formatted(i));
        }

        private static ShortMessage message(Address from, Address to, byte[] text) {
            return ShortMessage.of(from, to, EsmClass.DEFAULT, DataCoding.DEFAULT, text);
        }
    }

    private interface Decomposing {
        Object decompose(byte[] octets) throws PDUStringException;
    }

    private interface Composing {
        byte[] compose() throws PDUStringException;
    }

    @Param
    private Kind kind;

    private final PduEncoder encoder = new PduEncoder();
    private final PduDecoder decoder = new PduDecoder(FieldLimits.LENIENT);
    private final ByteBuf out = Unpooled.directBuffer(512);
    private final byte[][] octets = new byte[SUBSCRIBERS][];
    private final ByteBuf[] frames = new ByteBuf[SUBSCRIBERS];
    private final PDUReader reader = new DefaultPDUReader();
    private ByteArrayInputStream stream;
    private DataInputStream in;
    private Pdu ours;
    private int turn;

    @Setup
    public void encodeOnce() throws IOException {
        ours = kind.ours.apply(0);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            new PduEncoder().encode(kind.ours.apply(i), out.clear());
            octets[i] = ByteBufUtil.getBytes(out);
            frames[i] = Unpooled.directBuffer(512).writeBytes(octets[i]);
            all.write(octets[i]);
        }
        stream = new ByteArrayInputStream(all.toByteArray());
        in = new DataInputStream(stream);
    }

    private int next() {
        turn = (turn + 1) % SUBSCRIBERS;
        return turn;
    }

    @Benchmark
    public Decoded decode() {
        return decoder.decode(frames[next()].readerIndex(0));
    }

    @Benchmark
    public Object decodeWithJsmpp() throws PDUStringException {
        return kind.decompose.decompose(octets[next()]);
    }

    @Benchmark
    public Object decodeWithJsmppFromAStream() throws IOException, PDUException {
        if (stream.available() == 0) {
            stream.reset();
        }
        Command header = reader.readPDUHeader(in);
        return kind.decompose.decompose(reader.readPDU(in, header));
    }

    @Benchmark
    public ByteBuf encode() {
        out.clear();
        encoder.encode(ours, out);
        return out;
    }

    @Benchmark
    public byte[] encodeWithJsmpp() throws PDUStringException {
        return kind.compose.compose();
    }
}
