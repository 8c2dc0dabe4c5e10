package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.keys.KeyRing;

class H2StoreIT extends GatewayStoreContract {
    @TempDir
    private Path directory;

    private long starts;

    private DatabaseAddress address() {
        return DatabaseAddress.file(directory.resolve("gateway"));
    }

    @Override
    GatewayStore open() throws UnusableDatabaseException {
        starts++;
        return new JdbcStore(GatewayDatabase.open(address(), keys), keys, "node", starts * 16, 2);
    }

    @Test
    void refusesAnotherKeyRing() { // P3
        closeStore();
        assertThatThrownBy(() -> GatewayDatabase.open(address(), KeyRing.random()))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("belongs to the keys with fingerprint " + keys.fingerprint());
    }

    @Test
    void survivesAnInterrupt() throws Exception { // F8
        Thread.currentThread().interrupt();
        try {
            store().balance();
        } catch (StoreUnavailableException e) {
            // The interrupted call itself may fail, as long as the database goes on for everybody else.
            assertThat(e).hasMessageContaining("SQL state");
        } finally {
            Thread.interrupted();
        }
        assertThat(store().balance().open()).isZero();
    }

    @Test
    void holdsNoNumberAndNoTextInClear() throws Exception { // P1, P4
        givesAReplyBackAfterReopening();
        joinsPartsInWhateverOrderTheyCome();
        closeStore();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = content(file);
                for (String clear : List.of("8613800138000", "13800138000", latin("长沙"))) {
                    assertThat(content.contains(clear))
                            .as("%s in %s", clear, file.getFileName())
                            .isFalse();
                }
            }
        }
    }

    private static String content(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
