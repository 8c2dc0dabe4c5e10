package org.waypost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.cli.WaypostThreads;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.upkeep.RegisterImport;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.StandInGateway;
import org.waypost.simulator.travel.World;

/** A whole gateway as the client of a message centre, which jSMPP plays as server: from a question to the receipt of its reply. */
@Timeout(60)
class WeDialTheCentreIT {
    private static final String NUMBER = "8613800138000";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final String DIALED = """
            peers:
              - name: centre
                system-id: waypost
                password: {file: secrets/smsc-trial.password}
                numbers: ["+86"]
                receipts: true
                connect: {to: "127.0.0.1:%d"}
            """;

    @TempDir
    private Path directory;

    // D6, M14
    @Test
    void aQuestionComesAsDeliverSmAndItsReplyLeavesAsSubmitSmWithAReceipt() throws Exception {
        try (StandInGateway centre = new StandInGateway();
                Gateway gateway = gateway(centre.port())) {
            new RegisterImport(
                            gateway.store(),
                            KeyFile.open(directory.resolve("data/keys")),
                            new Numbering(),
                            Clock.systemUTC())
                    .run(new StringReader("msisdn,id_suffix\n%s,123X\n".formatted(NUMBER)), lines -> {});

            byte[] question = "CXMYD#123X".getBytes(StandardCharsets.US_ASCII);
            assertThat(centre.deliver(new ShortMessage(NUMBER, "10010", 0, false, question)))
                    .isZero();

            SubmitSm reply = centre.nextSubmission();
            assertThat(reply.getSourceAddr()).isEqualTo("10010");
            assertThat(reply.getDestAddress()).isEqualTo(NUMBER);
            assertThat(reply.getValidityPeriod()).isEqualTo("000000001500000R");
            assertThat(reply.getRegisteredDelivery()).isEqualTo((byte) 1);

            byte[] receipt = "id:id-1 sub:001 dlvrd:001 stat:DELIVRD err:000".getBytes(StandardCharsets.US_ASCII);
            assertThat(centre.report(new ShortMessage(NUMBER, "10010", 0, false, receipt)))
                    .isZero();
            while (gateway.receipts().count(Receipt.Fate.DELIVERED) == 0) {
                // The receipt may have overtaken the response to the reply: the name is told when that is read.
                Thread.onSpinWait();
            }
            assertThat(gateway.receipts().unmatched()).isZero();
        }
    }

    private Gateway gateway(int port) throws Exception {
        Path folder = directory.resolve("config");
        TwoCarriers.copy(Path.of("..", "config"), folder);
        Path file = folder.resolve("waypost.yaml");
        String shipped = Files.readString(file);
        String before = shipped.substring(0, shipped.indexOf("peers:\n"));
        String after = shipped.substring(shipped.indexOf("services:\n"));
        Files.writeString(file, before + DIALED.formatted(port) + after);
        Files.writeString(folder.resolve("secrets/smsc-trial.password"), "right\n");
        GatewayConfig config = GatewayConfig.load(file)
                .relocated(directory.resolve("data"), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return Gateway.open(config, new ShiftedClock(TODAY.atTime(9, 0).toInstant(World.ZONE)), new WaypostThreads());
    }
}
