package org.waypost.gateway.store;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is to write to an H2 file; to a server everybody may write at any time.
 *
 * <p>Why: a commit on H2 stores every table as it stands at that moment, one after the other, also the half of what another
 * thread is just changing or committing. Killed right after it, the database holds that half for ever (seen with 2.4.240;
 * see RATIONALE). So nobody changes a table while another one does. What is only read, and what was changed before and is
 * not committed, may be there: its undo log is stored with it, and undoes it.
 *
 * <p>How a batch, which is long, does not keep the courier out: it reads and decides without having the turn to write, but
 * with that of {@link #deciding}, so that nobody else touches a case file meanwhile. Locks are taken in this order:
 * deciding, then writing; what holds rows of case files locked has the first.
 *
 * <p>Both are fair: a busy lane would keep everybody else out.
 */
final class Turns {
    private final boolean needed;
    private final ReentrantLock deciding = new ReentrantLock(true);
    private final ReentrantLock writing = new ReentrantLock(true);

    Turns(Dialect dialect) {
        this.needed = dialect.storesWhatOthersWrite();
    }

    /** Of one transaction and its thread. */
    final class Turn implements AutoCloseable {
        private final boolean decides;
        private boolean writes;

        private Turn(boolean decides, boolean writes) {
            this.decides = decides && needed;
            if (this.decides) {
                deciding.lock();
            }
            if (writes) {
                take();
            }
        }

        /** From here on it may change tables; once more does nothing. */
        void take() {
            if (needed && !writes) {
                writing.lock();
                writes = true;
            }
        }

        /** Until it takes its turn again, it only reads. */
        void leave() {
            if (writes) {
                writes = false;
                writing.unlock();
            }
        }

        boolean taken() {
            return writes;
        }

        @Override
        public void close() {
            leave();
            if (decides) {
                deciding.unlock();
            }
        }
    }

    /** May change everything. */
    Turn everything() {
        return new Turn(true, true);
    }

    /** May lock case files, and has to take its turn for each change of a table. */
    Turn deciding() {
        return new Turn(true, false);
    }

    /** May change everything but case files, whoever decides meanwhile. */
    Turn besidesDeciding() {
        return new Turn(false, true);
    }
}
