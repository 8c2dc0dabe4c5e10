package org.waypost.simulator.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFilesIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @TempDir
    private Path directory;

    @Test
    void equalSettingsWriteEqualFiles() throws IOException {
        NetworkFiles one = NetworkFiles.in(directory.resolve("one"));
        NetworkFiles other = NetworkFiles.in(directory.resolve("other"));
        NetworkFiles.Written written = one.write(new World(3, 40, 10, TODAY, Noise.USUAL));
        assertThat(other.write(new World(3, 40, 10, TODAY, Noise.USUAL))).isEqualTo(written);
        assertThat(other.cells()).hasSameBinaryContentAs(one.cells());
        assertThat(other.subscribers()).hasSameBinaryContentAs(one.subscribers());
        assertThat(other.events()).hasSameBinaryContentAs(one.events());
        assertThat(other.truth()).hasSameBinaryContentAs(one.truth());
        assertThat(written.eventLines())
                .isEqualTo(Files.readAllLines(one.events()).size() - 1);
    }

    @Test
    void theFilesHaveTheDocumentedForms() throws IOException {
        NetworkFiles files = NetworkFiles.in(directory);
        files.write(new World(3, 40, 10, TODAY, Noise.CALM));
        assertForm(
                files.cells(),
                "cell,region,border,valid_from,valid_to",
                "460-00-\\d{4}-\\d{5},\\d{6},(\\d{6})?,2025-11-14,");
        assertForm(
                files.subscribers(),
                "msisdn,id_suffix,active_from,language",
                "\\+86199\\d{8},\\d{3}[\\dX],\\d{4}-\\d\\d-\\d\\d,zh");
        assertForm(
                files.events(),
                "msisdn,time,cell,kind",
                "\\+86199\\d{8},2026-11-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+08:00,\\d{3}-\\d\\d(-\\d{4}-\\d{5})?,[a-z]+");
        assertForm(
                files.truth(),
                "msisdn,kind,clear,place,name,arrival,departure",
                "\\+86199\\d{8},[a-z-]+,(true|false),((\\d{6}|[A-Z]{2}),[^,]+,[^,]+\\+08:00,[^,]+\\+08:00|,,,)");
    }

    private static void assertForm(Path file, String header, String row) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo(header);
        assertThat(lines.subList(1, lines.size())).isNotEmpty().allMatch(line -> line.matches(row));
    }
}
