package org.waypost.itinerary.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds a {@link KeyRing}; {@link KeyFileText} says in which form. Readable by its owner alone; created once,
 * and replaced as a whole by a ring of one version more or less: whoever reads it, and whenever the power fails, finds the
 * old or the new one.
 */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    /** A lock on a file is its process's: threads take turns by this. */
    private static final Object IN_THIS_PROCESS = new Object();

    private KeyFile() {}

    /**
     * Reads the ring, or makes and stores a new one where there is no file.
     *
     * @throws InvalidKeyFileException if the file is readable by others, or holds anything but the keys
     * @throws IOException if the disk refuses
     */
    public static KeyRing openOrCreate(Path file) throws IOException, InvalidKeyFileException {
        try {
            return open(file);
        } catch (NoSuchFileException e) {
            create(file, KeyRing.random());
            return open(file);
        }
    }

    /**
     * Reads the ring of an existing file.
     *
     * @throws NoSuchFileException if there is none
     */
    public static KeyRing open(Path file) throws IOException, InvalidKeyFileException {
        checkMode(file);
        return KeyFileText.parse(file, Files.readAllLines(file, StandardCharsets.US_ASCII));
    }

    /** What becomes of a ring; the same object for nothing. */
    @FunctionalInterface
    public interface Change {
        KeyRing apply(KeyRing ring) throws IOException;
    }

    /**
     * Replaces an existing file's ring by a changed one. Of two processes that change one file at once, the second waits,
     * and changes what the first made; they take turns by the lock on a file beside it, whose name ends in {@code .lock}.
     *
     * @return the ring that is in the file now
     */
    public static KeyRing change(Path file, Change change) throws IOException, InvalidKeyFileException {
        // Not the file itself, which is another one after each change.
        Path beside = lockBeside(file);
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel channel = FileChannel.open(
                            beside,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                    FileLock lock = channel.lock()) {
                KeyRing before = open(file);
                KeyRing after = lock.isValid() ? change.apply(before) : before;
                if (after != before) {
                    replace(file, after);
                }
                return after;
            }
        }
    }

    /** The empty file beside a key file by which processes that change it take turns. */
    public static Path lockBeside(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private static void create(Path file, KeyRing ring) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path draft = draft(directory, ring);
        try {
            // A link, not a move: of two processes that start at once, one wins and the other reads the winner's keys.
            Files.createLink(file, draft);
            force(directory);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void replace(Path file, KeyRing ring) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path draft = draft(directory, ring);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(directory);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path draft(@Nullable Path directory, KeyRing ring) throws IOException {
        Path draft = Files.createTempFile(directory, ".keys", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(KeyFileText.of(ring)));
            channel.force(true);
        }
        return draft;
    }

    /** Puts a directory's names on stable storage. */
    private static void force(@Nullable Path directory) throws IOException {
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void checkMode(Path file) throws IOException, InvalidKeyFileException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new InvalidKeyFileException("%s: mode %s (expected rw------- or stricter)"
                    .formatted(file, PosixFilePermissions.toString(permissions)));
        }
    }
}
