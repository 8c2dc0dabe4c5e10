package org.waypost.itinerary.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file that holds a {@link KeyRing}, one key a line: {@code 1 SUBSCRIBER <base64 of 32 bytes>}, the first word being
 * the key's version. Readable by its owner alone; created once and never overwritten.
 */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final String VERSION = "1";

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
        Map<KeyRing.Purpose, byte[]> keys = new EnumMap<>(KeyRing.Purpose.class);
        int line = 0;
        for (String text : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            line++;
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            String[] words = text.trim().split(" +", -1);
            if (words.length != 3 || !words[0].equals(VERSION)) {
                throw new InvalidKeyFileException(
                        "%s, line %d: not of the form '1 PURPOSE base64'".formatted(file, line));
            }
            try {
                keys.put(KeyRing.Purpose.valueOf(words[1]), Base64.getDecoder().decode(words[2]));
            } catch (IllegalArgumentException e) {
                throw new InvalidKeyFileException("%s, line %d: unknown purpose or damaged key".formatted(file, line));
            }
        }
        try {
            return new KeyRing(keys);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyFileException("%s: %s".formatted(file, e.getMessage()));
        }
    }

    private static void create(Path file, KeyRing ring) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# Waypost keys. Whoever reads this file can link pseudonyms to numbers; whoever loses it loses all data.");
        for (KeyRing.Purpose purpose : KeyRing.Purpose.values()) {
            lines.add(VERSION + " " + purpose + " " + Base64.getEncoder().encodeToString(ring.key(purpose)));
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path draft = Files.createTempFile(directory, ".keys", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(String.join("\n", lines) + "\n"));
            channel.force(true);
        }
        try {
            // A link, not a move: of two processes that start at once, one wins and the other reads the winner's keys.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(draft);
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
