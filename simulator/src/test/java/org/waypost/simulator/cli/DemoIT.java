package org.waypost.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int demo(Path data) {
        CommandLine command = Simulator.commandLine(Clock.systemUTC(), System::nanoTime)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return command.execute("demo", "--once", "--data", data.toString(), "--port", "0", "--subscribers", "20");
    }

    @Test
    void playsTheFourProductsAndEndsWithStatusZeroEachTime() {
        Path data = directory.resolve("demo");
        assertThat(demo(data)).as(err.toString()).isZero();
        assertThat(demo(data)).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("CXMYD#1234", "199****0001", "根据您的", "3 segments", "and no other")
                .contains("roam-15-30", "前16至30天", "region-30", "前30天", "card-7", "前7天")
                .contains(
                        data.resolve("waypost.log").toString(),
                        data.resolve("world").resolve("truth.csv").toString())
                .doesNotContain("19900000001");
        assertThat(data.resolve("waypost.log")).isNotEmptyFile();
    }

    @Test
    void leavesAFolderAloneThatIsNotItsOwn() throws Exception {
        Files.writeString(directory.resolve("thesis.txt"), "years of work");
        assertThat(demo(directory)).isEqualTo(1);
        assertThat(err.toString()).contains("expected an empty or absent folder");
        assertThat(directory.resolve("thesis.txt")).hasContent("years of work");
    }
}
