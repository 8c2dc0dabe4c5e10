package org.waypost.itinerary.signalling;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a collector writes events that are not in the documented form, read from a file of lines {@code key = value}:
 *
 * <pre>
 * separator = ;                        one character, or tab; a comma if left out
 * header    = no                       whether the first line names the columns; yes if left out
 * msisdn    = 86${3}                   a template over the columns, by name or by number from 1
 * cell      = 460-00-${7:hex}-${8:hex}
 * time      = ${1}
 * time-form = yyyyMMddHHmmss           iso (if left out), millis, seconds, or a pattern of java.time
 * time-zone = +08:00                   for a pattern, which has no offset
 * </pre>
 *
 * Each line is rewritten into the documented form and then read like any other.
 */
public final class EventMapping {
    /** The columns of a rewritten line. */
    public static final EventColumns COLUMNS = new EventColumns(0, 1, 2, 3);

    private static final Set<String> KEYS =
            Set.of("separator", "header", "msisdn", "cell", "time", "time-form", "time-zone");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

    private final char separator;
    private final boolean headed;
    private final FieldTemplate msisdn;
    private final FieldTemplate cell;
    private final FieldTemplate time;
    private final String timeForm;
    private final DateTimeFormatter pattern;
    private final ZoneOffset zone;

    private EventMapping(Map<String, String> values) throws InvalidMappingException {
        separator = separator(values.getOrDefault("separator", ","));
        headed = oneOf("header", values.getOrDefault("header", "yes"), "yes", "no")
                .equals("yes");
        msisdn = template(values, "msisdn");
        cell = template(values, "cell");
        time = template(values, "time");
        timeForm = values.getOrDefault("time-form", "iso");
        try {
            boolean patterned = !Set.of("iso", "millis", "seconds").contains(timeForm);
            pattern = DateTimeFormatter.ofPattern(patterned ? timeForm : "uuuu", Locale.ROOT);
            zone = ZoneOffset.of(values.getOrDefault("time-zone", "Z"));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new InvalidMappingException(
                    "time-form %s, time-zone %s (expected iso, millis, seconds or a pattern; an offset such as +08:00)"
                            .formatted(timeForm, values.getOrDefault("time-zone", "Z")));
        }
    }

    /**
     * Reads a mapping file.
     *
     * @throws InvalidMappingException naming the line or key that cannot be used
     */
    public static EventMapping parse(List<String> lines) throws InvalidMappingException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String key = equals < 0 ? line : line.substring(0, equals).strip();
            if (equals < 0 || !KEYS.contains(key)) {
                throw new InvalidMappingException(
                        "line %d: %s (expected one of %s, and a value after =)".formatted(i + 1, key, sorted()));
            }
            values.put(key, line.substring(equals + 1).strip());
        }
        return new EventMapping(values);
    }

    private static List<String> sorted() {
        return KEYS.stream().sorted().toList();
    }

    private static char separator(String value) throws InvalidMappingException {
        if (value.equals("tab")) {
            return '\t';
        }
        if (value.length() != 1 || value.equals("\"")) {
            throw new InvalidMappingException("separator %s (expected one character, or tab)".formatted(value));
        }
        return value.charAt(0);
    }

    private static String oneOf(String key, String value, String one, String other) throws InvalidMappingException {
        if (!value.equals(one) && !value.equals(other)) {
            throw new InvalidMappingException("%s %s (expected %s or %s)".formatted(key, value, one, other));
        }
        return value;
    }

    private FieldTemplate template(Map<String, String> values, String key) throws InvalidMappingException {
        FieldTemplate template = new FieldTemplate(values.getOrDefault(key, ""));
        boolean numbered = template.columns().stream()
                .allMatch(column -> NUMBER.matcher(column).matches());
        if (template.columns().isEmpty() || (!headed && !numbered)) {
            throw new InvalidMappingException("%s %s (expected a template with %s in it)"
                    .formatted(key, values.getOrDefault(key, ""), headed ? "${column}" : "${3}, columns by number"));
        }
        return template;
    }

    /** Whether the first line names the columns. */
    public boolean headed() {
        return headed;
    }

    /** The fields of a line, split at this mapping's separator. */
    public Optional<List<String>> split(String line) {
        if (separator == ',') {
            return CsvLine.split(line);
        }
        return Optional.of(List.of(line.split(Pattern.quote(String.valueOf(separator)), -1)));
    }

    /** Columns the mapping needs and a header lacks; none if columns are numbered. */
    public List<String> missing(List<String> header) {
        return !headed
                ? List.of()
                : Stream.of(msisdn, time, cell)
                        .flatMap(template -> template.columns().stream())
                        .filter(column -> !header.contains(column))
                        .distinct()
                        .toList();
    }

    /**
     * Rewrites a line into the documented form, columns as in {@link #COLUMNS}.
     *
     * @param header names of the columns, stripped; empty if they are numbered
     * @return empty if a column or the time cannot be used
     */
    public Optional<String> rewrite(List<String> header, String line) {
        Optional<List<String>> fields = split(line);
        Optional<String> number = fields.flatMap(list -> msisdn.fill(header, list));
        Optional<String> instant =
                fields.flatMap(list -> time.fill(header, list)).flatMap(this::instant);
        Optional<String> place = fields.flatMap(list -> cell.fill(header, list));
        return number.isPresent() && instant.isPresent() && place.isPresent()
                ? Optional.of(CsvLine.join(List.of(number.get(), instant.get(), place.get())))
                : Optional.empty();
    }

    private Optional<String> instant(String text) {
        return switch (timeForm) {
            case "iso", "millis" -> Optional.of(text);
            case "seconds" -> Optional.of(text + "000");
            default -> patterned(text);
        };
    }

    private Optional<String> patterned(String text) {
        try {
            LocalDateTime local = LocalDateTime.parse(text, pattern);
            return Optional.of(Long.toString(local.toInstant(zone).toEpochMilli()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
