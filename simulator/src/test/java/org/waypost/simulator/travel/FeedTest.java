package org.waypost.simulator.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static List<String> lines(Noise noise) throws IOException {
        List<String> lines = new ArrayList<>();
        new Feed(new World(5, 60, 10, LocalDate.of(2026, 11, 24), noise)).pour(line -> lines.add(line.toString()));
        return lines;
    }

    @Test
    void aCarefulNetworkWritesEveryEventOnceAndInOrder() throws IOException {
        List<String> lines = lines(Noise.CALM);
        assertThat(lines)
                .hasSizeGreaterThan(10_000)
                .allMatch(
                        line -> line.matches(
                                "\\+86199\\d{8},2026-11-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+08:00,\\d{3}-\\d\\d(-\\d{4}-\\d{5})?,[a-z]+"));
        assertThat(lines.stream().map(line -> line.split(",", -1)[1])).isSorted();
    }

    @Test
    void aCarelessOneDoublesDelaysAndDamagesButLosesNothing() throws IOException {
        List<String> calm = lines(Noise.CALM);
        List<String> doubled = lines(Noise.CALM.withFaults(0, 0.1, 0.1));
        assertThat(new HashSet<>(doubled)).isEqualTo(new HashSet<>(calm));
        assertThat(doubled.size() - calm.size()).isBetween(calm.size() / 12, calm.size() / 8);
        assertThat(doubled.stream().map(line -> line.split(",", -1)[1]).toList())
                .isNotEqualTo(doubled.stream()
                        .map(line -> line.split(",", -1)[1])
                        .sorted()
                        .toList());

        List<String> damaged = lines(Noise.CALM.withFaults(0.1, 0, 0));
        assertThat(damaged).hasSameSizeAs(calm);
        damaged.removeAll(new HashSet<>(calm));
        assertThat(damaged.size()).isBetween(calm.size() / 12, calm.size() / 8);
    }
}
