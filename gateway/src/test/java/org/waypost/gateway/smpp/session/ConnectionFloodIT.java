package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waypost.gateway.smpp.ScriptedPeer;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.CommandStatus;
import org.waypost.gateway.smpp.pdu.Pdu;

// F18
@Timeout(120)
class ConnectionFloodIT {
    /** Enough for a JVM and a few connections. */
    private static final int DESCRIPTORS = 128;

    private final List<Socket> flood = new ArrayList<>();
    private Process gateway;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        gateway = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + DESCRIPTORS + " && exec \"$0\" \"$@\"",
                        java,
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TinyGateway.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.matches("\\d+")) {
            line = out.readLine();
        }
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : flood) {
            socket.close();
        }
        gateway.destroyForcibly();
    }

    /** Classes lie in single files here, not in one jar that is open: one first needed without a descriptor is lost. */
    private void loadWhatEndsASession() throws IOException {
        try (ScriptedPeer unbinding = ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc1", "secret")) {
            unbinding.ask(new Pdu.Unbind(2));
            assertThat(unbinding.sawTheEnd()).isTrue();
        }
        ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc1", "secret").reset();
        try (ScriptedPeer silent = new ScriptedPeer(address)) {
            assertThat(silent.sawTheEnd()).isTrue(); // the bind timer's doing
        }
    }

    @Test
    void outOfDescriptorsItStillServesThoseWhoAreThereAndLaterOthersToo() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc1", "secret")) {
            peer.ask(new Pdu.SubmitSm(2, Samples.QUESTION));
            loadWhatEndsASession();
            for (int i = 0; i < 2 * DESCRIPTORS; i++) {
                flood.add(new Socket(address.getAddress(), address.getPort()));
            }
            for (int sequence = 3; sequence < 200; sequence++) {
                Pdu answer = peer.ask(new Pdu.SubmitSm(sequence, Samples.QUESTION));
                assertThat(((Pdu.Response) answer).status()).isEqualTo(CommandStatus.OK);
            }
            for (Socket socket : flood) {
                socket.close();
            }
            try (ScriptedPeer late = ScriptedPeer.bound(address, BindType.TRANSCEIVER, "smsc1", "secret")) {
                assertThat(late.ask(new Pdu.EnquireLink(2))).isEqualTo(new Pdu.EnquireLinkResp(2, CommandStatus.OK));
            }
            assertThat(peer.ask(new Pdu.EnquireLink(500))).isEqualTo(new Pdu.EnquireLinkResp(500, CommandStatus.OK));
        }
        assertThat(gateway.isAlive()).isTrue();
    }
}
