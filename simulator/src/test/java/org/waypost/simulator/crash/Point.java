package org.waypost.simulator.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a gateway can be halted.
 *
 * @param name as {@code before store.claim}
 * @param phase what the gateway does there
 */
record Point(String name, Phase phase) {
    enum Phase {
        START,
        WORK,
        /** It was asked to stop. */
        STOP
    }

    /** In the middle of a write to the database's file. */
    static final String HALF_A_WRITE = "in file.write";

    private static final List<String> AT_WORK = List.of(
            "intake.accept",
            "intake.confirmed",
            "verdict",
            "store.inBatch",
            "batch.lock",
            "batch.known",
            "batch.newQuestions",
            "batch.keep",
            "batch.write",
            "store.claim",
            "store.settle",
            "store.force",
            "store.expire",
            "store.forget",
            "store.reclaim",
            "outlet.send",
            "settlement",
            "file.write",
            "file.force");

    /** All of them. */
    static List<Point> all() {
        List<Point> points = new ArrayList<>();
        both(points, "store.recover", Phase.START);
        AT_WORK.forEach(where -> both(points, where, Phase.WORK));
        points.add(new Point(HALF_A_WRITE, Phase.WORK));
        both(points, "store.close", Phase.STOP);
        return List.copyOf(points);
    }

    private static void both(List<Point> points, String where, Phase phase) {
        points.add(new Point("before " + where, phase));
        points.add(new Point("after " + where, phase));
    }
}
