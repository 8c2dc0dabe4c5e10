package org.waypost.simulator.cli;

/** Makes the threads of the commands; none of them keeps the process alive. */
final class Threads {
    private Threads() {}

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "waypost-simulator");
        thread.setDaemon(true);
        return thread;
    }
}
