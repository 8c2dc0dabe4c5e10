package org.waypost.simulator.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.waypost.itinerary.embedded.CallersThreadPath;

/**
 * The file system of our databases, with somebody who watches what is written to the gateway's database and may let it
 * fail. Takes the place of the real one in this JVM, so that the gateway needs to know nothing.
 */
public final class WatchedFiles extends CallersThreadPath {
    /** Told before anything happens to the file. */
    public interface Watch {
        /** @param file where it may write in our place */
        void write(FileChannel file, ByteBuffer bytes, long position) throws IOException;

        void written() throws IOException;

        void force() throws IOException;

        void forced() throws IOException;
    }

    /** Lets everything happen. */
    public static class Unmoved implements Watch {
        @Override
        public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
            // As it should be.
        }

        @Override
        public void written() throws IOException {
            // As it should be.
        }

        @Override
        public void force() throws IOException {
            // As it should be.
        }

        @Override
        public void forced() throws IOException {
            // As it should be.
        }
    }

    private static final String WATCHED = "gateway.mv.db";
    /** H2 makes these objects itself, by reflection: who watches them has to be known to all. */
    private static final AtomicReference<Watch> WATCH = new AtomicReference<>(new Unmoved());

    /** From now on all files of this JVM's databases are watched, when they are opened. */
    public static void watch(Watch watch) {
        WATCH.set(watch);
        FilePath.register(new WatchedFiles());
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel real = super.open(mode);
        return getName().endsWith(WATCHED) ? new WatchedFile(real) : real;
    }

    /** Not locked away from the position-less calls: H2 uses those with a position. */
    private static final class WatchedFile extends FileBase {
        private final FileChannel real;

        WatchedFile(FileChannel real) {
            this.real = real;
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long position) throws IOException {
            WATCH.get().write(real, bytes, position);
            int count = real.write(bytes, position);
            WATCH.get().written();
            return count;
        }

        @Override
        public synchronized int write(ByteBuffer bytes) throws IOException {
            WATCH.get().write(real, bytes, real.position());
            int count = real.write(bytes);
            WATCH.get().written();
            return count;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            WATCH.get().force();
            real.force(metadata);
            WATCH.get().forced();
        }

        @Override
        public synchronized int read(ByteBuffer bytes) throws IOException {
            return real.read(bytes);
        }

        @Override
        public synchronized int read(ByteBuffer bytes, long position) throws IOException {
            return real.read(bytes, position);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            real.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
