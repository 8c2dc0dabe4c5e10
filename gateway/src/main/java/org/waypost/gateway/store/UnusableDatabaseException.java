package org.waypost.gateway.store;

/** The gateway database exists but may not be used: another process has it, or it belongs to another key ring. */
public final class UnusableDatabaseException extends Exception {
    private final boolean inUse;

    public UnusableDatabaseException(String message) {
        super(message);
        this.inUse = false;
    }

    public UnusableDatabaseException(String message, Throwable cause) {
        this(message, cause, false);
    }

    UnusableDatabaseException(String message, Throwable cause, boolean inUse) {
        super(message, cause);
        this.inUse = inUse;
    }

    /** Whether another process has it open. */
    public boolean inUse() {
        return inUse;
    }
}
