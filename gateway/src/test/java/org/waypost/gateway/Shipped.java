package org.waypost.gateway;

import java.nio.file.Path;
import org.waypost.gateway.configuration.InvalidConfigurationException;

/** The configuration as it is shipped. */
public final class Shipped {
    private Shipped() {}

    /** The repository's {@code config} folder. */
    public static Path folder() {
        return Path.of("..", "config").toAbsolutePath().normalize();
    }

    public static GatewayConfig config() {
        try {
            return GatewayConfig.load(folder().resolve("waypost.yaml"));
        } catch (InvalidConfigurationException e) {
            throw new AssertionError(e);
        }
    }
}
