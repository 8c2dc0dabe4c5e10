package org.waypost.simulator.travel;

import java.time.LocalDate;

/** Writes times as {@code 2026-11-20T08:03:11+08:00}, quickly: consecutive times mostly lie on one day. Not thread-safe. */
final class Clockface {
    private static final long DAY = 86_400;

    private long day = Long.MIN_VALUE;
    private String date = "";

    void append(StringBuilder to, long epochSecond) {
        long local = epochSecond + World.ZONE.getTotalSeconds();
        long epochDay = Math.floorDiv(local, DAY);
        if (epochDay != day) {
            day = epochDay;
            date = LocalDate.ofEpochDay(epochDay).toString();
        }
        int second = (int) Math.floorMod(local, DAY);
        to.append(date).append('T');
        two(to, second / 3_600).append(':');
        two(to, second / 60 % 60).append(':');
        two(to, second % 60).append(World.ZONE.getId());
    }

    private static StringBuilder two(StringBuilder to, int value) {
        return to.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    String text(long epochSecond) {
        StringBuilder text = new StringBuilder();
        append(text, epochSecond);
        return text.toString();
    }
}
