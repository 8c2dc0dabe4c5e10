package org.waypost.itinerary.geography;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTableTest {
    private final CellTable.Builder builder = new CellTable.Builder(Gazetteers.small());

    private static Cell cell(String id, String region, String from, String to, String... border) {
        return new Cell(id, region, List.of(border), LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
    }

    private static int find(CellTable table, String name) {
        byte[] bytes = ("#" + name + "#").getBytes(StandardCharsets.UTF_8);
        return table.find(bytes, 1, bytes.length - 1);
    }

    private static Coverage coverage(CellTable table, String name, String day) {
        return table.coverage(find(table, name), (int) LocalDate.parse(day).toEpochDay());
    }

    @Test
    void aMovedCellBelongsToTheRegionOfTheDay() {
        builder.add(cell("a", "430100", "2026-01-01", null));
        builder.add(cell("a", "430200", "2026-06-01", "2026-06-30"));
        CellTable table = builder.build();
        assertThat(table.size()).isEqualTo(1);
        assertThat(coverage(table, "a", "2025-12-31")).isNull();
        assertThat(coverage(table, "a", "2026-01-01").home()).isEqualTo(430100);
        assertThat(coverage(table, "a", "2026-05-31").home()).isEqualTo(430100);
        assertThat(coverage(table, "a", "2026-06-01").home()).isEqualTo(430200);
        assertThat(coverage(table, "a", "2026-06-30").home()).isEqualTo(430200);
        assertThat(coverage(table, "a", "2026-07-01")).isNull();
    }

    @Test
    void aDistrictIsItsCityAndABorderWithinACityIsNone() {
        builder.add(cell("a", "430102", "2026-01-01", null, "430103"));
        builder.add(cell("b", "430102", "2026-01-01", null, "430300", "430200", "430103"));
        CellTable table = builder.build();
        assertThat(coverage(table, "a", "2026-01-01")).isEqualTo(new Coverage(430100, List.of()));
        assertThat(coverage(table, "b", "2026-01-01")).isEqualTo(new Coverage(430100, List.of(430200, 430300)));
        assertThat(coverage(table, "b", "2026-01-01").border()).isTrue();
    }

    @Test
    void findsEachOfManyCellsAndNoOther() {
        for (int i = 100_000; i < 120_000; i++) {
            builder.add(cell("460-00-" + i, i % 2 == 0 ? "430100" : "430200", "2026-01-01", null));
        }
        CellTable table = builder.build();
        for (int i = 100_000; i < 120_000; i++) {
            assertThat(coverage(table, "460-00-" + i, "2026-01-01").home()).isEqualTo(i % 2 == 0 ? 430100 : 430200);
        }
        assertThat(find(table, "460-00-120000")).isEqualTo(CellTable.UNKNOWN);
        assertThat(find(table, "460-00-1000")).isEqualTo(CellTable.UNKNOWN);
        assertThat(find(table, "")).isEqualTo(CellTable.UNKNOWN);
    }

    @Test
    void leavesOutACellOfAnUnknownRegion() {
        assertThat(builder.add(cell("a", "999999", "2026-01-01", null))).isFalse();
        assertThat(builder.add(cell("a", "430100", "2026-01-01", null, "999999")))
                .isFalse();
        CellTable table = builder.build();
        assertThat(table.size()).isZero();
        assertThat(find(table, "a")).isEqualTo(CellTable.UNKNOWN);
    }
}
