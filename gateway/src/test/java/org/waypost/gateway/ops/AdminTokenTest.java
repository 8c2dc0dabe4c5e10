package org.waypost.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// M20
class AdminTokenTest {
    @TempDir
    private Path folder;

    private AdminToken open(Path file) throws IOException {
        return AdminToken.openOrCreate(file, new SecureRandom());
    }

    @Test
    void isMadeForItsOwnerAloneAndKept() throws IOException {
        Path file = folder.resolve("data/token");
        open(file);
        String first = AdminToken.read(file);
        assertThat(first).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(open(file).matches(first)).isTrue();
        assertThat(folder.resolve("data").toFile().list()).containsExactly("token");
    }

    @Test
    void isAnotherInEachInstallation() throws IOException {
        open(folder.resolve("a"));
        open(folder.resolve("b"));
        assertThat(AdminToken.read(folder.resolve("a"))).isNotEqualTo(AdminToken.read(folder.resolve("b")));
    }

    @Test
    void isRefusedWhenOthersCanReadIt() throws IOException {
        Path file = folder.resolve("token");
        open(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> open(file)).hasMessageContaining("mode rw-r----- (expected rw-------");
    }

    @Test
    void isRefusedWhenItIsTooShort() throws IOException {
        Path file = folder.resolve("token");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "secret\n");
        assertThatThrownBy(() -> open(file)).hasMessageContaining("6 characters (expected at least 32");
    }
}
