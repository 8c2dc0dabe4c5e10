package org.waypost.itinerary.ingest;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.Cell;
import org.waypost.itinerary.geography.CellRegions;
import org.waypost.itinerary.geography.Gazetteer;
import org.waypost.itinerary.signalling.CsvLine;
import org.waypost.itinerary.store.CellStore;

/** One import of planning data: {@code cell,region,border,valid_from,valid_to}, columns in any order. */
public final class CellImport {
    private static final int CHUNK = 10_000;
    private static final int FAULTS = 1000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_BORDER = 200;

    /** What an empty {@code valid_from} means: always. */
    private static final LocalDate BEGINNING = LocalDate.EPOCH;

    private final Gazetteer gazetteer;
    private final CellStore store;
    private final Map<List<Object>, Cell> chunk = new LinkedHashMap<>();
    private final List<CellReport.Fault> faults = new ArrayList<>();
    private long accepted;
    private long rejected;

    private CellImport(Gazetteer gazetteer, CellStore store) {
        this.gazetteer = gazetteer;
        this.store = store;
    }

    /** Imports a source; a cell whose name and first day are known already is replaced. */
    public static CellReport run(Gazetteer gazetteer, CellStore store, Source source) throws SQLException {
        return new CellImport(gazetteer, store).run(source);
    }

    private CellReport run(Source source) throws SQLException {
        List<UnreadableSource> unreadable = new ArrayList<>();
        try (LineReader reader = LineReader.open(source)) {
            readCells(source, reader, unreadable);
        } catch (BrokenSourceException e) {
            unreadable.add(e.of(source));
        }
        store.put(chunk.values());
        return new CellReport(accepted, rejected, faults, unreadable);
    }

    private void readCells(Source source, LineReader reader, List<UnreadableSource> unreadable)
            throws BrokenSourceException, SQLException {
        List<String> header = reader.advance()
                ? CsvLine.split(reader.line().text()).orElse(List.of()).stream()
                        .map(String::strip)
                        .toList()
                : List.of();
        List<String> missing = Stream.of("cell", "region")
                .filter(name -> !header.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            unreadable.add(new UnreadableSource(
                    source.name(), "header line without %s".formatted(String.join(", ", missing))));
            return;
        }
        while (reader.advance()) {
            if (!reader.line().isBlank()) {
                take(header, reader);
            }
        }
    }

    private void take(List<String> header, LineReader reader) throws SQLException {
        try {
            Cell cell = parse(header, reader.line().text());
            if (CellRegions.resolve(cell, gazetteer).isEmpty()) {
                throw new Unusable("region %s, border %s (expected codes of the gazetteer)"
                        .formatted(cell.region(), cell.border()));
            }
            accepted++;
            chunk.put(List.of(cell.id(), cell.validFrom()), cell);
            if (chunk.size() == CHUNK) {
                store.put(chunk.values());
                chunk.clear();
            }
        } catch (Unusable e) {
            rejected++;
            if (faults.size() < FAULTS) {
                faults.add(new CellReport.Fault(reader.number(), String.valueOf(e.getMessage())));
            }
        }
    }

    private static Cell parse(List<String> header, String line) throws Unusable {
        List<String> fields = CsvLine.split(line).orElse(List.of());
        if (fields.size() != header.size()) {
            throw new Unusable("%d fields (expected %d)".formatted(fields.size(), header.size()));
        }
        String name = field(header, fields, "cell");
        String border = field(header, fields, "border");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Unusable("cell of %d characters (expected 1 to %d)".formatted(name.length(), LONGEST_NAME));
        }
        if (border.length() > LONGEST_BORDER) {
            throw new Unusable(
                    "border of %d characters (expected at most %d)".formatted(border.length(), LONGEST_BORDER));
        }
        LocalDate from = day(field(header, fields, "valid_from"));
        LocalDate to = day(field(header, fields, "valid_to"));
        LocalDate first = from == null ? BEGINNING : from;
        if (to != null && to.isBefore(first)) {
            throw new Unusable("valid_to %s (expected not before %s)".formatted(to, first));
        }
        return new Cell(
                name,
                field(header, fields, "region"),
                border.isEmpty() ? List.of() : List.of(border.split("\\|", -1)),
                first,
                to);
    }

    private static String field(List<String> header, List<String> fields, String name) {
        int column = header.indexOf(name);
        return column < 0 ? "" : fields.get(column).strip();
    }

    private static @Nullable LocalDate day(String text) throws Unusable {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Unusable("day %s (expected the form 2026-01-31)".formatted(text));
        }
    }

    /** A line that cannot be taken; never leaves this class. */
    private static final class Unusable extends Exception {
        Unusable(String message) {
            super(message, null, false, false);
        }
    }
}
