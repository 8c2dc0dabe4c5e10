package org.waypost.itinerary.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.signalling.CsvLine;
import org.waypost.itinerary.signalling.EventColumns;
import org.waypost.itinerary.signalling.EventLine;
import org.waypost.itinerary.signalling.EventMapping;
import org.waypost.itinerary.signalling.Rejection;

/** The form of the lines of one source. */
sealed interface EventForm {
    /** What the first line of a source says about those that follow. */
    sealed interface Header {
        /** They can be read. */
        record Known(EventForm form) implements Header {}

        /** They cannot, and why. */
        record Unknown(String reason) implements Header {}
    }

    /** Where the number, the time and the cell stand in {@link #text}. */
    EventColumns columns();

    /** Reads the line the block stands at. */
    @Nullable
    Rejection read(LineBlock line, EventLine into);

    /** The line as it may be shown, still with its number; empty if nothing of it can be shown safely. */
    String text(LineBlock line);

    /**
     * Reads as much of a source as it takes to know its form, and leaves the block there.
     *
     * @param first the first block; null if the source is empty
     * @param mapping null for the documented form
     */
    static Header read(@Nullable LineBlock first, @Nullable EventMapping mapping) {
        if (mapping != null && !mapping.headed()) {
            return new Header.Known(new Mapped(mapping, List.of()));
        }
        if (first == null || !first.advance()) {
            return new Header.Unknown("empty (expected a header line)");
        }
        Optional<List<String>> fields = mapping == null ? CsvLine.split(first.text()) : mapping.split(first.text());
        List<String> header =
                fields.orElse(List.of()).stream().map(String::strip).toList();
        List<String> missing = mapping == null ? EventColumns.missing(header) : mapping.missing(header);
        if (!missing.isEmpty()) {
            return new Header.Unknown("header line without %s".formatted(String.join(", ", missing)));
        }
        return new Header.Known(
                mapping == null ? new Documented(EventColumns.of(header).orElseThrow()) : new Mapped(mapping, header));
    }

    /** As the documentation has it: read in place. */
    record Documented(EventColumns columns) implements EventForm {
        @Override
        public @Nullable Rejection read(LineBlock line, EventLine into) {
            return into.read(line.bytes(), line.from(), line.to());
        }

        @Override
        public String text(LineBlock line) {
            return line.text();
        }
    }

    /** As a mapping says: rewritten first. */
    record Mapped(EventMapping mapping, List<String> header) implements EventForm {
        private static final byte[] NOTHING = {};

        @Override
        public EventColumns columns() {
            return EventMapping.COLUMNS;
        }

        @Override
        public @Nullable Rejection read(LineBlock line, EventLine into) {
            byte[] rewritten = mapping.rewrite(header, line.text())
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .orElse(NOTHING);
            return into.read(rewritten, 0, rewritten.length);
        }

        @Override
        public String text(LineBlock line) {
            return mapping.rewrite(header, line.text()).orElse("");
        }
    }
}
