package org.waypost.simulator.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a demonstration, made anew at each start and held by one process at a time. */
final class DemoFolder implements AutoCloseable {
    private static final String LOCK = "demo.lock";

    private final Path path;
    private final FileChannel channel;

    private DemoFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the folder and empties it.
     *
     * @throws IOException if another demonstration runs there, or the folder holds what no demonstration made
     */
    static DemoFolder claim(Path path) throws IOException {
        boolean foreign = Files.exists(path) && !Files.exists(path.resolve(LOCK)) && !isEmpty(path);
        if (foreign) {
            throw new IOException(
                    "%s holds files that are no demonstration's (expected an empty or absent folder)".formatted(path));
        }
        Files.createDirectories(path);
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new IOException("another demonstration runs in %s (expected one at a time; end it, or choose --data)"
                    .formatted(path));
        }
        DemoFolder folder = new DemoFolder(path, channel);
        folder.empty();
        return folder;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> content = Files.list(directory)) {
            return content.findAny().isEmpty();
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void empty() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> content = Files.walk(path)) {
            deepestFirst = content.filter(file -> !file.equals(path) && !file.equals(path.resolve(LOCK)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    Path path() {
        return path;
    }

    /** Gives the folder free; its files stay. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
