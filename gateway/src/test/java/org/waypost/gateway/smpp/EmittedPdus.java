package org.waypost.gateway.smpp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps every PDU that a gateway emitted towards a {@link ScriptedPeer}, as {@code text2pcap} reads it, so that another program
 * can dissect them all: {@code simulator/interop/tshark/run}.
 */
final class EmittedPdus {
    private static final Path FILE = Path.of("target", "emitted-pdus.txt");
    private static final int OCTETS_A_LINE = 16;

    private EmittedPdus() {}

    static synchronized void note(byte[] octets) throws IOException {
        StringBuilder dump = new StringBuilder();
        for (int i = 0; i < octets.length; i++) {
            dump.append(i % OCTETS_A_LINE == 0 ? "\n%06x".formatted(i) : "").append(" %02x".formatted(octets[i]));
        }
        Files.writeString(FILE, dump.append('\n'), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
