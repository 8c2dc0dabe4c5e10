package org.waypost.simulator.smsc;

import java.time.Duration;

/**
 * How an SMSC reaches a gateway. {@link #toString()} leaves out the password.
 *
 * @param responseTimer how long an answer to a request is awaited
 */
public record SmscLink(String host, int port, String systemId, String password, Duration responseTimer) {
    public static final Duration DEFAULT_RESPONSE_TIMER = Duration.ofSeconds(10);

    public SmscLink {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port %d (expected 1 to 65535)".formatted(port));
        }
    }

    public SmscLink(String host, int port, String systemId, String password) {
        this(host, port, systemId, password, DEFAULT_RESPONSE_TIMER);
    }

    @Override
    public String toString() {
        return "%s@%s:%d".formatted(systemId, host, port);
    }
}
