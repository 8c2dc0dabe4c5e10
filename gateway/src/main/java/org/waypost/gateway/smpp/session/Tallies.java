package org.waypost.gateway.smpp.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts since the start. Safe for use by any thread. */
public final class Tallies {
    private final Map<Tally, LongAdder> counts = new EnumMap<>(Tally.class);

    public Tallies() {
        for (Tally tally : Tally.values()) {
            counts.put(tally, new LongAdder());
        }
    }

    void add(Tally tally) {
        adder(tally).increment();
    }

    public long count(Tally tally) {
        return adder(tally).sum();
    }

    private LongAdder adder(Tally tally) {
        LongAdder adder = counts.get(tally);
        if (adder == null) {
            throw new IllegalStateException(tally + " without a count (expected one for each)");
        }
        return adder;
    }
}
