package org.waypost.gateway.cli;

import java.nio.file.Path;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.configuration.InvalidConfigurationException;
import picocli.CommandLine.Option;

/** {@code --config FILE}, as every command takes it. */
final class ConfigOption {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration, as config/waypost.yaml.")
    private Path file = Path.of("");

    GatewayConfig load() throws InvalidConfigurationException {
        return GatewayConfig.load(file);
    }

    Path file() {
        return file;
    }
}
