package org.waypost.gateway.ops;

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
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The secret that opens the admin endpoint: 256 random bits in a file that its owner alone can read. */
public final class AdminToken {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int BYTES = 32;
    /** Of a token somebody else provides: 128 bits in hexadecimal digits. */
    private static final int SHORTEST = 32;

    private final byte[] value;

    private AdminToken(String value) {
        this.value = value.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the token, or makes one where there is no file.
     *
     * @param random a secure one
     * @throws IOException if the file is readable by others or holds no token, or the disk refuses
     */
    public static AdminToken openOrCreate(Path file, RandomGenerator random) throws IOException {
        try {
            return new AdminToken(read(file));
        } catch (NoSuchFileException e) {
            create(file, random);
            return new AdminToken(read(file));
        }
    }

    /**
     * The token as a request shows it.
     *
     * @throws NoSuchFileException if there is no file
     * @throws IOException if the file is readable by others or holds no token
     */
    public static String read(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
            throw new IOException("%s: mode %s (expected rw------- or stricter)"
                    .formatted(
                            file,
                            PosixFilePermissions.toString(view.readAttributes().permissions())));
        }
        String token = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (token.length() < SHORTEST || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IOException("%s: %d characters (expected at least %d, printable ASCII)"
                    .formatted(file, token.length(), SHORTEST));
        }
        return token;
    }

    private static void create(Path file, RandomGenerator random) throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n";
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path draft =
                Files.createTempFile(directory, ".token", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
        }
        try {
            // A link, not a move: of two processes that start at once, both use the winner's token.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whether a request shows this token; takes the same time however much of it is right. */
    boolean matches(String shown) {
        return MessageDigest.isEqual(value, shown.getBytes(StandardCharsets.UTF_8));
    }
}
