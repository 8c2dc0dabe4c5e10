package org.waypost.gateway.smpp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps every PDU that a gateway emitted towards a {@link ScriptedPeer}, as {@code text2pcap} reads it, so that another program
 * can dissect them all: {@code simulator/interop/tshark/run}.
 */
final class EmittedPdus {
    private static final Path FILE = Path.of("target", "emitted-pdus.txt");
    private static final int OCTETS_A_LINE = 16;

    /** Where the sequence number stands. */
    private static final int SEQUENCE = 12;

    private static final Set<ByteBuffer> NOTED = new HashSet<>();

    private EmittedPdus() {}

    /** Each once, whatever its sequence number. */
    static synchronized void note(byte[] octets) throws IOException {
        byte[] alike = octets.clone();
        Arrays.fill(alike, SEQUENCE, Math.min(SEQUENCE + Integer.BYTES, alike.length), (byte) 0);
        if (!NOTED.add(ByteBuffer.wrap(alike))) {
            return;
        }
        StringBuilder dump = new StringBuilder();
        for (int i = 0; i < octets.length; i++) {
            dump.append(i % OCTETS_A_LINE == 0 ? "\n%06x".formatted(i) : "").append(" %02x".formatted(octets[i]));
        }
        Files.writeString(FILE, dump.append('\n'), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
