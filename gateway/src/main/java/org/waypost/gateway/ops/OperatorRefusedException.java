package org.waypost.gateway.ops;

/** Somebody may not do what they asked for; the message says why and is for them. */
public final class OperatorRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public OperatorRefusedException(String message) {
        super(message);
    }
}
