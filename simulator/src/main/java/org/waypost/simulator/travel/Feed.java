package org.waypost.simulator.travel;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The lines of an events file: all travellers' signals merged in order of time, with the mishaps that befall files.
 *
 * <p>Memory: one cursor per traveller, and the lines that are being held back, a share of two hours' events.
 */
final class Feed {
    private static final int LATEST_SECONDS = 7_200;

    private final World world;
    private final Noise noise;
    private final Dice dice;
    private final PriorityQueue<Signals> cursors = new PriorityQueue<>(Comparator.comparingLong(Signals::time)
            .thenComparing(s -> s.traveller().number()));
    private final PriorityQueue<Late> late =
            new PriorityQueue<>(Comparator.comparingLong(Late::due).thenComparing(Late::line));
    private final Clockface clockface = new Clockface();
    private final StringBuilder line = new StringBuilder();
    private long events;
    private long lines;

    private record Late(long due, String line) {}

    /** Where lines go. */
    interface Sink {
        void line(CharSequence text) throws IOException;
    }

    Feed(World world) {
        this.world = world;
        this.noise = world.noise();
        this.dice = world.mishaps();
    }

    void pour(Sink sink) throws IOException {
        for (int i = 0; i < world.subscribers(); i++) {
            Signals signals = world.signals(i);
            if (signals.advance()) {
                cursors.add(signals);
            }
        }
        while (true) {
            Signals earliest = cursors.poll();
            if (earliest == null) {
                break;
            }
            release(earliest.time(), sink);
            write(earliest, sink);
            if (earliest.advance()) {
                cursors.add(earliest);
            }
        }
        release(Long.MAX_VALUE, sink);
    }

    private void write(Signals signals, Sink sink) throws IOException {
        events++;
        line.setLength(0);
        line.append(signals.traveller().number()).append(',');
        clockface.append(line, signals.time());
        line.append(',').append(signals.cell()).append(',').append(signals.kind());
        int copies = dice.chance(noise.duplicated()) ? 2 : 1;
        if (dice.chance(noise.damaged())) {
            damage();
        }
        if (dice.chance(noise.delayed())) {
            late.add(new Late(signals.time() + dice.between(60, LATEST_SECONDS), line.toString()));
            copies--;
        }
        for (int i = 0; i < copies; i++) {
            put(line, sink);
        }
    }

    private void release(long now, Sink sink) throws IOException {
        for (Late next = late.peek(); next != null && next.due() <= now; next = late.peek()) {
            late.remove();
            put(next.line(), sink);
        }
    }

    private void put(CharSequence text, Sink sink) throws IOException {
        lines++;
        sink.line(text);
    }

    /** As lines go wrong: cut off, a field too few, a cell nobody knows, a byte overwritten in the time. */
    private void damage() {
        switch (dice.between(0, 3)) {
            case 0 -> line.setLength(dice.between(1, 25));
            case 1 -> line.delete(line.indexOf(","), line.indexOf(",") + 1);
            case 2 -> line.replace(line.lastIndexOf("-") + 1, line.lastIndexOf(","), "7");
            default -> line.setCharAt(line.indexOf(",") + dice.between(1, 16), '?');
        }
    }

    /** Events that happened. */
    long events() {
        return events;
    }

    /** Lines written, copies included. */
    long lines() {
        return lines;
    }
}
