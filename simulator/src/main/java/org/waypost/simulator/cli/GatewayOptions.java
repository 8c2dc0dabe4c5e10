package org.waypost.simulator.cli;

import java.io.IOException;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which gateway, and as whom. */
final class GatewayOptions {
    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Default: ${DEFAULT-VALUE}.")
    private String host = "";

    @Option(names = "--port", defaultValue = "2775", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--system-id",
            defaultValue = "smsc",
            description = "Name of the peer in the gateway's configuration (default: ${DEFAULT-VALUE}).")
    private String systemId = "";

    @Option(names = "--password", defaultValue = "waypost", description = "Default: ${DEFAULT-VALUE}.")
    private String password = "";

    SmscLink link(CommandLine command) {
        try {
            return new SmscLink(host, port, systemId, password);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    Smsc bind(CommandLine command) throws IOException {
        SmscLink link = link(command);
        try {
            return Smsc.bind(link);
        } catch (IOException e) {
            throw new IOException(
                    "cannot bind as %s: %s (expected a gateway that listens there and knows that peer)"
                            .formatted(link, e.getMessage()),
                    e);
        }
    }
}
