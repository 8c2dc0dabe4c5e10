package org.waypost.gateway.smpp.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Which responses the peer has seen: those that had been written when something came from it. Never more entries than the
 * peer's window, because without hearing from the peer there is nothing to answer.
 *
 * <p>Confined to the event loop of its session.
 */
final class Confirmations {
    private List<Runnable> encoded = new ArrayList<>();
    private final List<Runnable> written = new ArrayList<>();

    /** A response waits to be written; {@code confirmed} is to run once the peer has seen it. */
    void encoded(Runnable confirmed) {
        encoded.add(confirmed);
    }

    /** What was encoded since the last call, to be handed to {@link #written} when it has left. */
    List<Runnable> batch() {
        List<Runnable> batch = encoded;
        encoded = batch.isEmpty() ? batch : new ArrayList<>();
        return batch.isEmpty() ? List.of() : batch;
    }

    void written(List<Runnable> batch) {
        written.addAll(batch);
    }

    /** Something came from the peer. */
    void heard() {
        if (!written.isEmpty()) {
            List<Runnable> seen = List.copyOf(written);
            written.clear();
            seen.forEach(Runnable::run);
        }
    }
}
