package org.waypost.gateway.store;

/**
 * Stable storage failed: what was committed may not be on it, and asking again could hide that. The process has to end;
 * the next start finds out what is there (contract F4).
 */
public final class StoreBrokenException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    StoreBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
