package org.waypost.gateway.reception;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Questions of this start whose acknowledgement the peer may not have seen. Small in ordinary times: an acknowledgement
 * is confirmed by the next thing the peer sends. Safe for use by any thread.
 */
final class Unconfirmed {
    private final int capacity;
    private final Set<Long> questions = new LinkedHashSet<>();

    /** @param capacity beyond it the oldest count as confirmed */
    Unconfirmed(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(long question) {
        questions.add(question);
        if (questions.size() > capacity) {
            questions.remove(questions.iterator().next());
        }
    }

    synchronized void remove(long question) {
        questions.remove(question);
    }

    synchronized boolean contains(long question) {
        return questions.contains(question);
    }
}
