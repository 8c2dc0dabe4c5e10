package org.waypost.itinerary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.ChildJvm;
import org.waypost.itinerary.model.Msisdn;

/** P3: keys lie outside the database, in a file of their owner alone. */
class KeyFileIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T16:00:00Z");

    @TempDir
    private Path directory;

    /** Opens or creates key files in a directory and prints their fingerprints; run in a process of its own. */
    static final class Opener {
        private static final int FILES = 200;

        private Opener() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("ready");
            System.in.read();
            for (int i = 0; i < FILES; i++) {
                System.out.println(KeyFile.openOrCreate(Path.of(arguments[0], "keys-" + i))
                        .oldest()
                        .fingerprint());
            }
        }
    }

    @Test
    void createsAFileForItsOwnerAloneAndReadsItBack() throws Exception {
        Path file = directory.resolve("new/deep/keys");
        KeyRing created = KeyFile.openOrCreate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.openOrCreate(file).oldest().fingerprint())
                .isEqualTo(created.oldest().fingerprint());
        assertThat(KeyFile.open(file).oldest().fingerprint())
                .isEqualTo(created.oldest().fingerprint());
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void twoProcessesThatCreateAtOnceGetTheSameKeys() throws Exception {
        Process one = ChildJvm.start(Opener.class, directory.toString());
        Process other = ChildJvm.start(Opener.class, directory.toString());
        try (var first = one.inputReader();
                var second = other.inputReader()) {
            assertThat(first.readLine()).isEqualTo("ready");
            assertThat(second.readLine()).isEqualTo("ready");
            one.getOutputStream().close();
            other.getOutputStream().close();
            List<String> fingerprints = first.lines().toList();
            assertThat(fingerprints).hasSize(Opener.FILES).doesNotHaveDuplicates();
            assertThat(second.lines().toList()).isEqualTo(fingerprints);
        }
    }

    @Test
    void opensNoFileWhereThereIsNone() {
        assertThatThrownBy(() -> KeyFile.open(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void keepsVersionsWithTheirBeginningsAndReplacesTheFileAsAWhole() throws Exception { // P3
        Path file = directory.resolve("keys");
        KeyRing one = KeyFile.openOrCreate(file);
        KeyRing two = KeyFile.change(file, ring -> ring.withNext(MIDNIGHT));
        assertThat(two.versions()).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        KeyRing read = KeyFile.open(file);
        assertThat(read.toString()).isEqualTo(two.toString());
        assertThat(read.oldest().fingerprint()).isEqualTo(one.oldest().fingerprint());
        assertThat(read.newest().from()).isEqualTo(MIDNIGHT);
        KeyFile.change(file, ring -> ring.without(1));
        KeyRing left = KeyFile.open(file);
        assertThat(left.versions()).singleElement().hasToString(two.newest().toString());
        assertThat(left.auditSubject(Msisdn.ofDigits("8613800138000")))
                .isEqualTo(one.auditSubject(Msisdn.ofDigits("8613800138000")));
        assertThat(Files.readString(file)).doesNotContain("1 SUBSCRIBER").contains("1 AUDIT");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(file, directory.resolve("keys.lock"));
        }
    }

    /** Adds versions to a key file; run in a process of its own. */
    static final class Changer {
        private static final int CHANGES = 50;

        private Changer() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("ready");
            System.in.read();
            for (int i = 0; i < CHANGES; i++) {
                KeyFile.change(
                        Path.of(arguments[0]),
                        ring -> ring.withNext(ring.newest().from().plusSeconds(1)));
            }
        }
    }

    @Test
    void twoProcessesThatChangeAtOnceLoseNoKey() throws Exception { // P3
        Path file = directory.resolve("keys");
        KeyFile.openOrCreate(file);
        Process one = ChildJvm.start(Changer.class, file.toString());
        Process other = ChildJvm.start(Changer.class, file.toString());
        try (var first = one.inputReader();
                var second = other.inputReader()) {
            assertThat(first.readLine()).isEqualTo("ready");
            assertThat(second.readLine()).isEqualTo("ready");
            one.getOutputStream().close();
            other.getOutputStream().close();
            assertThat(one.waitFor()).isZero();
            assertThat(other.waitFor()).isZero();
        }
        assertThat(KeyFile.open(file).versions()).hasSize(1 + 2 * Changer.CHANGES);
    }

    @Test
    void refusesVersionsThatDoNotFollow() throws Exception { // P3
        Path file = directory.resolve("keys");
        KeyFile.openOrCreate(file);
        KeyFile.change(file, ring -> ring.withNext(MIDNIGHT));
        String text = Files.readString(file);
        assertRefusedText(file, text.replace("\n2 ", "\n3 "), "expected the next number and a later beginning");
        assertRefusedText(file, text.replace("2 FROM 2026-11-24T16:00:00Z\n", ""), "expected a line '2 FROM instant'");
        assertRefusedText(file, text.replace("1 AUDIT", "2 AUDIT"), "key for AUDIT of 0 bytes (expected 32)");
    }

    private static void assertRefusedText(Path file, String text, String message) throws Exception {
        Files.writeString(file, text);
        assertThatThrownBy(() -> KeyFile.open(file))
                .isInstanceOf(InvalidKeyFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAFileThatOthersCanRead() throws Exception {
        Path file = directory.resolve("keys");
        KeyFile.openOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFile.open(file))
                .isInstanceOf(InvalidKeyFileException.class)
                .hasMessageContaining("mode rw-r----- (expected rw------- or stricter)");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(KeyFile.open(file)).isNotNull();
    }

    @Test
    void namesTheLineThatCannotBeUsedAndNoKey() throws Exception {
        Path file = directory.resolve("keys");
        KeyFile.openOrCreate(file);
        List<String> lines = Files.readAllLines(file);
        String secret = lines.get(1).split(" ", 3)[2];
        assertRefused(
                file, lines.get(1).replace("SUBSCRIBER", "SUBSCRIPTION"), lines, "line 2: unknown purpose", secret);
        assertRefused(file, lines.get(1) + " more", lines, "line 2: not of the form", secret);
        assertRefused(file, "0" + lines.get(1).substring(1), lines, "line 2: not of the form", secret);
        assertRefused(file, "2" + lines.get(1).substring(1), lines, "key for SUBSCRIBER of 0 bytes", secret);
        assertRefused(file, "2 FROM yesterday", lines, "line 2: no instant as 2026-11-28T16:00:00Z", secret);
        assertRefused(file, lines.get(1) + "!", lines, "line 2: unknown purpose or damaged key", secret);
        assertRefused(file, "", lines, "key for SUBSCRIBER of 0 bytes (expected 32)", secret);
        assertRefused(file, "1 SUBSCRIBER AAAA", lines, "key for SUBSCRIBER of 3 bytes (expected 32)", secret);
    }

    private static void assertRefused(Path file, String line, List<String> lines, String message, String secret)
            throws Exception {
        List<String> changed = new java.util.ArrayList<>(lines);
        changed.set(1, line);
        Files.write(file, changed, StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> KeyFile.open(file))
                .isInstanceOf(InvalidKeyFileException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(secret);
    }
}
