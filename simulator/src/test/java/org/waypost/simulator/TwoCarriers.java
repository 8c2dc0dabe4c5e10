package org.waypost.simulator;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.cli.WaypostThreads;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.upkeep.RegisterImport;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;

/** A gateway as shipped, with a second peer that may assert the same numbers, and an SMSC bound as each of them. */
final class TwoCarriers implements AutoCloseable {
    private static final String SECOND = """
            peers:
              - name: smsc-other
                system-id: other
                password: {file: secrets/smsc-trial.password}
                networks: [127.0.0.0/8, "::1/128"]
                numbers: ["+86"]
            """;

    private final Path data;
    private final Gateway gateway;
    private final Smsc smsc;
    private final Smsc other;

    TwoCarriers(Path directory, ShiftedClock clock) throws Exception {
        Path folder = directory.resolve("config");
        copy(Path.of("..", "config"), folder);
        Path file = folder.resolve("waypost.yaml");
        Files.writeString(file, Files.readString(file).replace("peers:\n", SECOND));
        data = directory.resolve("data");
        GatewayConfig config =
                GatewayConfig.load(file).relocated(data, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        gateway = Gateway.open(config, clock, new WaypostThreads());
        smsc = Smsc.bind(link("smsc"));
        other = Smsc.bind(link("other"));
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            List<Path> all =
                    files.filter(f -> !f.toString().contains("generate")).toList();
            for (Path each : all) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private SmscLink link(String systemId) {
        return new SmscLink("127.0.0.1", port(), systemId, "waypost");
    }

    int port() {
        return gateway.smppAddress().getPort();
    }

    /** Takes lines of the register. */
    void register(String csv) throws Exception {
        new RegisterImport(gateway.store(), KeyFile.open(data.resolve("keys")), new Numbering(), Clock.systemUTC())
                .run(new StringReader(csv), lines -> {});
    }

    Gateway gateway() {
        return gateway;
    }

    /** The owner's carrier. */
    Smsc smsc() {
        return smsc;
    }

    /** The other one, where senders are forged. */
    Smsc other() {
        return other;
    }

    @Override
    public void close() {
        smsc.close();
        other.close();
        gateway.close();
    }
}
