package org.waypost.itinerary.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FileUtils;

/**
 * A file that is read and written by whoever asks, and stays open when that thread is interrupted.
 *
 * <p>Why: {@code FileChannel} closes itself for everybody when a thread in it is interrupted. H2's {@code async:} does not,
 * but hands each page to another thread and waits. The same kind of channel, told to run its tasks at once, does neither.
 */
// Many threads read at once; what is below lets them.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class CallersThreadFile extends FileBaseDefault {
    private final Path path;
    private final AsynchronousFileChannel channel;

    /** Nothing is ever left to wait for. */
    private static final class AtOnce extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            // Holds nothing.
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }

    /**
     * @param mode as of {@link FileUtils#modeToOptions}
     */
    CallersThreadFile(Path path, String mode) throws IOException {
        this.path = path;
        this.channel = AsynchronousFileChannel.open(path, FileUtils.modeToOptions(mode), new AtOnce());
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        return result(channel.read(bytes, position));
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        return result(channel.write(bytes, position));
    }

    /** Done by now; so there is no waiting that an interrupt could end. */
    private static int result(Future<Integer> done) throws IOException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new IOException("waited for what was to be done at once", e);
        }
    }

    @Override
    public void force(boolean metadata) throws IOException {
        channel.force(metadata);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return channel.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
