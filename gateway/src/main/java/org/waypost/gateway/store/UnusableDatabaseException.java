package org.waypost.gateway.store;

/** The gateway database exists but may not be used: another process has it, or it belongs to another key ring. */
public final class UnusableDatabaseException extends Exception {
    public UnusableDatabaseException(String message) {
        super(message);
    }

    public UnusableDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
