package org.waypost.simulator.handset;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.waypost.simulator.smsc.Phone;
import org.waypost.simulator.smsc.ShortMessage;

/** Everybody's phone at once: joins the segments for any number. Never full; safe for use by any thread. */
public final class Phones implements Phone {
    /** Numbers whose unfinished messages are kept; the one longest without a segment gives way. */
    static final int MOST_NUMBERS = 1_000;

    private final LongSupplier nanoTime;
    private final BiConsumer<String, Received> shown;
    private final Map<String, SegmentJoiner> joiners = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SegmentJoiner> eldest) {
            return size() > MOST_NUMBERS;
        }
    };

    /** @param shown told the number and each whole message for it */
    public Phones(LongSupplier nanoTime, BiConsumer<String, Received> shown) {
        this.nanoTime = nanoTime;
        this.shown = shown;
    }

    @Override
    public synchronized boolean take(ShortMessage message) {
        joiners.computeIfAbsent(message.to(), number -> new SegmentJoiner())
                .add(message)
                .ifPresent(whole -> shown.accept(
                        message.to(),
                        new Received(whole.from(), whole.text(), whole.segments(), nanoTime.getAsLong())));
        return true;
    }
}
