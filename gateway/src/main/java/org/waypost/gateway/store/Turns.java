package org.waypost.gateway.store;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to write to an H2 file; to a server everybody may write at any time.
 *
 * <p>Why: a commit on H2 stores every table as it stands at that moment, one after the other, also the half of what another
 * thread is just changing or committing. Killed right after it, the database holds that half for ever (seen with 2.4.240;
 * see RATIONALE). So whoever has changed anything has the turn until its commit.
 *
 * <p>How a batch, which is long, does not keep the courier out: it reads and decides without having the turn to write, but
 * with a share in the lock of case files: nobody but a lane touches one meanwhile, and each sender is one lane's. It locks no
 * row. Locks are taken in this order: case files, then writing.
 *
 * <p>Hazard: a transaction that has changed something when another one's commit finds the disk full cannot be rolled back:
 * H2 closes its store and then spins in {@code MVStore.registerVersionUsage} for ever. The turn keeps that away too.
 *
 * <p>Both are fair: a busy lane would keep everybody else out.
 */
final class Turns {
    private final boolean needed;
    private final ReadWriteLock caseFiles = new ReentrantReadWriteLock(true);
    private final ReentrantLock writing = new ReentrantLock(true);

    Turns(Dialect dialect) {
        this.needed = dialect.storesWhatOthersWrite();
    }

    /** Of one transaction and its thread. */
    final class Turn implements AutoCloseable {
        private final @Nullable Lock files;
        private boolean writes;

        private Turn(@Nullable Lock files, boolean writes) {
            this.files = needed ? files : null;
            if (this.files != null) {
                this.files.lock();
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

        /** Nothing of it is uncommitted, and until it takes its turn again, it only reads. */
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
            if (files != null) {
                files.unlock();
            }
        }
    }

    /** May change everything. */
    Turn everything() {
        return new Turn(caseFiles.writeLock(), true);
    }

    /** May decide by case files of its own lane, beside other lanes, and has to take its turn before it changes a table. */
    Turn deciding() {
        return new Turn(caseFiles.readLock(), false);
    }

    /** May change everything but case files, whoever decides meanwhile. */
    Turn besidesDeciding() {
        return new Turn(null, true);
    }
}
