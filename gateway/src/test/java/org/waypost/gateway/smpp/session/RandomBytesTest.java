package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.waypost.gateway.smpp.codec.Decoded;
import org.waypost.gateway.smpp.codec.FieldLimits;
import org.waypost.gateway.smpp.codec.FrameDecoder;
import org.waypost.gateway.smpp.codec.GoldenPdu;
import org.waypost.gateway.smpp.codec.PduDecoder;
import org.waypost.gateway.smpp.codec.PduEncoder;
import org.waypost.gateway.smpp.pdu.CommandId;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * A session without its socket that reads octets by chance, and PDUs that are nearly right. Here a look; a minute with
 * {@code -Dwaypost.random.seconds=60}, as {@code .ci/run} does.
 */
class RandomBytesTest {
    private static final int ROUNDS = 20_000;
    private static final int WARM_UP = 5_000;
    private static final int LIMIT = 64 * 1024;
    private static final int HEADER = 16;
    /** A long frame's array, its parameters, and the same again where they are read once more behind a stray NUL. */
    private static final int TIMES = 3;
    /** Beyond that: records, strings, and what a refusal says. */
    private static final long RECORDS = 16 * 1024;

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long seed = Long.getLong("waypost.random.seed", 20_261_127L);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<GoldenPdu> golden = GoldenPdu.all();
    private final PduDecoder decoder = new PduDecoder(FieldLimits.LENIENT);
    private final PduEncoder encoder = new PduEncoder();
    private EmbeddedChannel channel = channel();
    private SessionProtocol session = Sessions.in(SessionState.BOUND_TRX);
    private long understood;
    private long unreadable;
    private long badLengths;

    // M1, M2, M3, M5, M7, F12
    @Test
    void noOctetsMakeASessionThrowOrTakeMoreMemoryThanTheyAre() {
        Duration wanted = Duration.ofSeconds(Long.getLong("waypost.random.seconds", 0));
        long start = System.nanoTime();
        for (long round = 0; round < ROUNDS || System.nanoTime() - start < wanted.toNanos(); round++) {
            byte[] octets = octets();
            for (int at = 0; at < octets.length; ) {
                int piece = Math.min(octets.length - at, 1 + random.nextInt(700));
                channel.writeInbound(Unpooled.copiedBuffer(octets, at, piece));
                at += piece;
            }
            read(round);
        }
        channel.finishAndReleaseAll();
        assertThat(understood).as("seed %d", seed).isPositive();
        assertThat(unreadable).as("seed %d", seed).isPositive();
        assertThat(badLengths).as("seed %d", seed).isPositive();
    }

    private void read(long round) {
        for (Object each = channel.readInbound(); each != null; each = channel.readInbound()) {
            if (each instanceof ByteBuf frame) {
                frame(frame, round);
                frame.release();
            } else {
                badLengths++;
                perform(session.badLength((FrameDecoder.BadLength) each));
                channel.finishAndReleaseAll();
                channel = channel();
                return;
            }
        }
    }

    private void frame(ByteBuf frame, long round) {
        int length = frame.readableBytes();
        boolean request = frame.getInt(frame.readerIndex() + Integer.BYTES) >= 0;
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        Decoded decoded = decoder.decode(frame);
        long taken = MEMORY.getCurrentThreadAllocatedBytes() - before;
        if (round >= WARM_UP) {
            assertThat(taken)
                    .as("frame of %d octets, seed %d", length, seed)
                    .isLessThanOrEqualTo((long) TIMES * length + RECORDS);
        }
        if (decoded instanceof Decoded.Understood) {
            understood++;
        } else {
            unreadable++;
        }
        List<Action> actions = session.received(decoded, round);
        if (request) {
            assertThat(actions).as("seed %d", seed).isNotEmpty();
        }
        perform(actions);
    }

    private void perform(List<Action> actions) {
        for (Action action : actions) {
            if (action instanceof Action.Write write) {
                ByteBuf out = Unpooled.buffer();
                encoder.encode(write.pdu(), out);
                assertThat(out.readableBytes()).isGreaterThanOrEqualTo(HEADER);
            } else if (action instanceof Action.Deliver deliver) {
                perform(session.respond(Pdu.MessageResp.to(deliver.request(), CommandStatus.OK, ""), 0));
            } else if (action instanceof Action.Authenticate authenticate) {
                perform(session.bindDecided(authenticate.bind(), new BindDecision.Refused(CommandStatus.BIND_FAILED)));
            } else if (action instanceof Action.Close) {
                session = Sessions.in(random.nextInt(4) == 0 ? SessionState.OPEN : SessionState.BOUND_TRX);
            }
        }
    }

    private byte[] octets() {
        return switch (random.nextInt(8)) {
            case 0 -> chance(random.nextInt(600), 256);
            case 1, 2, 3 -> framed(headed(chance(HEADER + random.nextInt(usualOrLong()), 1 + random.nextInt(256))));
            case 4, 5 -> framed(altered(aGoldenPdu()));
            case 6 -> framed(Arrays.copyOf(aGoldenPdu(), HEADER + random.nextInt(300)));
            default -> aGoldenPdu();
        };
    }

    private int usualOrLong() {
        return random.nextInt(50) == 0 ? LIMIT - HEADER : 300;
    }

    private byte[] aGoldenPdu() {
        return golden.get(random.nextInt(golden.size())).octets().clone();
    }

    private byte[] chance(int length, int values) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) random.nextInt(values);
        }
        return octets;
    }

    private byte[] altered(byte[] octets) {
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        return octets;
    }

    private byte[] headed(byte[] octets) {
        CommandId[] all = CommandId.values();
        ByteBuffer.wrap(octets).putInt(4, all[random.nextInt(all.length)].value());
        return octets;
    }

    private static byte[] framed(byte[] octets) {
        ByteBuffer.wrap(octets).putInt(0, octets.length);
        return octets;
    }

    private static EmbeddedChannel channel() {
        return new EmbeddedChannel(new FrameDecoder(LIMIT));
    }
}
