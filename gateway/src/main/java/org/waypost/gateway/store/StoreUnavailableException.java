package org.waypost.gateway.store;

/** The gateway database cannot be used now. Nothing of the call took effect, or, where the commit itself broke, it may have. */
public class StoreUnavailableException extends Exception {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
