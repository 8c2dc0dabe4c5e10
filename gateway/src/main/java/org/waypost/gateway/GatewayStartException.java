package org.waypost.gateway;

import org.jspecify.annotations.Nullable;

/** The gateway cannot start; nothing is left half-started. The message says why and what to do. */
public final class GatewayStartException extends Exception {
    /** {@code EX_UNAVAILABLE} of sysexits: a port or a database is taken. */
    public static final int UNAVAILABLE = 69;
    /** {@code EX_CONFIG} of sysexits: keys, zone or files do not fit together. */
    public static final int CONFIGURATION = 78;

    private final int exitCode;

    GatewayStartException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the process should end with. */
    public int exitCode() {
        return exitCode;
    }
}
