package org.waypost.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waypost.gateway.RecordingOutlet.Sent;

/** A batch that two threads decide. */
class LargeBatchIT {
    @TempDir
    private Path directory;

    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(directory);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    static Stream<Named<Executor>> helpers() {
        return Stream.of(
                Named.of("another thread", task -> new Thread(task).start()),
                Named.of("one that never comes", task -> {}),
                Named.of("none", task -> {
                    throw new RejectedExecutionException("busy");
                }));
    }

    @ParameterizedTest
    @MethodSource("helpers")
    void tellsEverySenderOfALargeBatchTheirOwnWhoeverHelps(Executor helper) throws Exception {
        desk.helper(helper);
        for (int i = 0; i < 45; i++) {
            String sender = "86138001380%02d".formatted(i);
            desk.register(sender);
            desk.text(sender, "10001", "CXMYD");
        }
        desk.answer();
        List<Sent> sent = desk.deliver();
        assertThat(sent).hasSize(45);
        assertThat(sent).allSatisfy(one -> {
            String number = one.transmission().to().digits();
            assertThat(one.text()).contains("138****" + number.substring(9));
        });
    }
}
