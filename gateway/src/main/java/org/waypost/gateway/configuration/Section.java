package org.waypost.gateway.configuration;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys of one level of a YAML file. A value of the wrong kind is noted as a problem and the default is returned, so
 * that reading goes on and finds the other problems too. {@link #close} notes keys nobody asked for.
 */
public final class Section implements AutoCloseable {
    private final Path file;
    private final String path;
    private final int line;
    private final Map<String, Entry> entries;
    private final Problems problems;
    private final Set<String> asked = new HashSet<>();

    record Entry(int line, Node value) {}

    Section(Path file, String path, int line, Map<String, Entry> entries, Problems problems) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.entries = entries;
        this.problems = problems;
    }

    public Path file() {
        return file;
    }

    /** The keys that are there, in their order. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Notes a problem with the value of a key. */
    public void problem(String key, String message) {
        Entry entry = entries.get(key);
        problems.add(file, entry == null ? line : entry.line(), path + key + ": " + message);
    }

    /** Notes a problem with the section as a whole. */
    public void problem(String message) {
        problems.add(file, line, path.isEmpty() ? message : path.substring(0, path.length() - 1) + ": " + message);
    }

    private @Nullable Entry entry(String key) {
        asked.add(key);
        return entries.get(key);
    }

    private <T> T scalar(String key, T otherwise, String expected, Function<String, Optional<T>> parse) {
        Entry entry = entry(key);
        if (entry == null) {
            return otherwise;
        }
        if (!(entry.value() instanceof ScalarNode scalar)) {
            problem(key, "is no single value (expected %s)".formatted(expected));
            return otherwise;
        }
        Optional<T> value;
        try {
            value = parse.apply(scalar.getValue());
        } catch (IllegalArgumentException | DateTimeException e) {
            value = Optional.empty();
        }
        if (value.isEmpty()) {
            problem(key, "'%s' (expected %s)".formatted(scalar.getValue(), expected));
        }
        return value.orElse(otherwise);
    }

    private void require(String key, String expected) {
        if (!entries.containsKey(key)) {
            asked.add(key);
            problems.add(file, line, path + key + ": missing (expected %s)".formatted(expected));
        }
    }

    public String text(String key, String otherwise) {
        return scalar(key, otherwise, "a text", Optional::of);
    }

    /** A text that must be there; an empty one, with the problem noted, if it is not. */
    public String text(String key) {
        require(key, "a text");
        return text(key, "");
    }

    public Optional<String> optionalText(String key) {
        return scalar(key, Optional.<String>empty(), "a text", value -> Optional.of(Optional.of(value)));
    }

    public int integer(String key, int otherwise, int least, int most) {
        return scalar(
                key,
                otherwise,
                "a number from %d to %d".formatted(least, most),
                value -> Optional.of(Integer.parseInt(value)).filter(number -> number >= least && number <= most));
    }

    public boolean flag(String key, boolean otherwise) {
        return scalar(key, otherwise, "true or false", value -> switch (value) {
            case "true", "yes", "on" -> Optional.of(true);
            case "false", "no", "off" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** A duration with its unit: {@code 500ms}, {@code 5s}, {@code 10m}, {@code 4h}, {@code 2d}. */
    public Duration duration(String key, Duration otherwise) {
        return scalar(key, otherwise, "a duration with a unit, as 500ms, 5s, 10m, 4h or 2d", Section::duration);
    }

    private static Optional<Duration> duration(String value) {
        String number = value.replaceAll("[a-z]+$", "");
        String unit = value.substring(number.length());
        long count = Long.parseLong(number.trim());
        if (count < 0) {
            return Optional.empty();
        }
        return switch (unit) {
            case "ms" -> Optional.of(Duration.ofMillis(count));
            case "s" -> Optional.of(Duration.ofSeconds(count));
            case "m" -> Optional.of(Duration.ofMinutes(count));
            case "h" -> Optional.of(Duration.ofHours(count));
            case "d" -> Optional.of(Duration.ofDays(count));
            default -> Optional.empty();
        };
    }

    /** A number of bytes with its unit: {@code 4096B}, {@code 64KB}, {@code 512MB}, {@code 2GB}, each 1,024 times the last. */
    public long size(String key, long otherwise) {
        return scalar(key, otherwise, "a size with a unit, as 64KB, 512MB or 2GB", Section::size);
    }

    private static Optional<Long> size(String value) {
        String number = value.replaceAll("[KMGB]+$", "");
        long count = Long.parseLong(number.trim());
        if (count < 0 || count > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return switch (value.substring(number.length())) {
            case "B" -> Optional.of(count);
            case "KB" -> Optional.of(count << 10);
            case "MB" -> Optional.of(count << 20);
            case "GB" -> Optional.of(count << 30);
            default -> Optional.empty();
        };
    }

    public @Nullable LocalDate day(String key) {
        return scalar(
                        key,
                        Optional.<LocalDate>empty(),
                        "a day as 2026-11-24",
                        value -> Optional.of(Optional.of(LocalDate.parse(value))))
                .orElse(null);
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, E otherwise) {
        Class<E> type = otherwise.getDeclaringClass();
        String expected = Stream.of(type.getEnumConstants())
                .map(Section::written)
                .collect(Collectors.joining(", ", "one of ", ""));
        return scalar(
                key,
                otherwise,
                expected,
                value -> Stream.of(type.getEnumConstants())
                        .filter(constant -> written(constant).equals(value))
                        .findFirst());
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A path; a relative one counts from the folder of this file. */
    public Path path(String key, String otherwise) {
        Path value = scalar(key, Path.of(otherwise), "a path", text -> Optional.of(Path.of(text)));
        return resolved(value);
    }

    private Path resolved(Path path) {
        Path folder = file.toAbsolutePath().getParent();
        return (folder == null ? path : folder.resolve(path)).normalize();
    }

    /** Paths; relative ones count from the folder of this file. */
    public List<Path> paths(String key) {
        return texts(key).stream().map(Path::of).map(this::resolved).toList();
    }

    /** A list of texts; one text alone is a list of one. Empty if the key is not there. */
    public List<String> texts(String key) {
        Entry entry = entry(key);
        if (entry == null) {
            return List.of();
        }
        if (entry.value() instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        List<String> texts = new ArrayList<>();
        if (entry.value() instanceof SequenceNode sequence) {
            for (Node node : sequence.getValue()) {
                if (node instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    problems.add(file, YamlFile.line(node), path + key + ": is no text");
                }
            }
        } else {
            problem(key, "is no list of texts");
        }
        return texts;
    }

    /** The section under a key; an empty one if it is not there. */
    public Section section(String key) {
        Entry entry = entry(key);
        if (entry != null && entry.value() instanceof MappingNode mapping) {
            return YamlFile.section(file, path + key + ".", mapping, problems);
        }
        if (entry != null) {
            problem(key, "is no section (expected keys below it)");
        }
        return new Section(file, path + key + ".", entry == null ? line : entry.line(), Map.of(), problems);
    }

    /** The sections of a list; empty if the key is not there. */
    public List<Section> sections(String key) {
        Entry entry = entry(key);
        List<Section> sections = new ArrayList<>();
        if (entry != null && entry.value() instanceof SequenceNode sequence) {
            int number = 0;
            for (Node node : sequence.getValue()) {
                number++;
                if (node instanceof MappingNode mapping) {
                    sections.add(YamlFile.section(file, "%s%s[%d].".formatted(path, key, number), mapping, problems));
                } else {
                    problems.add(file, YamlFile.line(node), path + key + ": is no section (expected keys)");
                }
            }
        } else if (entry != null) {
            problem(key, "is no list of sections");
        }
        return sections;
    }

    /** Makes a value of what was read; a refusal by the value's own constructor becomes a problem of the section. */
    public <T> Optional<T> make(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Notes every key that was never asked for. */
    @Override
    public void close() {
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                problems.add(
                        file,
                        entry.getValue().line(),
                        path + entry.getKey() + ": unknown key (expected "
                                + asked.stream().sorted().collect(Collectors.joining(", ")) + ")");
            }
        }
    }
}
