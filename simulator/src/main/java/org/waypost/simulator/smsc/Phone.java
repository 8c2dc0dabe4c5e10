package org.waypost.simulator.smsc;

/** Takes the messages for one number. Called on a thread of the SMSC, which waits for it. */
@FunctionalInterface
public interface Phone {
    /** @return false if the phone's memory is full */
    boolean take(ShortMessage message);
}
