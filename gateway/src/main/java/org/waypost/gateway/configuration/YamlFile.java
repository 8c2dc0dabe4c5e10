package org.waypost.gateway.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a YAML file into a {@link Section}. */
public final class YamlFile {
    private YamlFile() {}

    /** The file's top section; an empty one, with the problem noted, if it cannot be read. */
    public static Section read(Path file, Problems problems) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(file, 0, "is empty (expected keys)");
            } else if (root.get() instanceof MappingNode mapping) {
                return section(file, "", mapping, problems);
            } else {
                problems.add(file, line(root.get()), "is no mapping (expected 'key: value' lines)");
            }
        } catch (NoSuchFileException e) {
            problems.add(file, 0, "no such file");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(file, line, "is no YAML: " + e.getProblem());
        } catch (IOException | YamlEngineException e) {
            problems.add(file, 0, "cannot be read: " + e.getMessage());
        }
        return new Section(file, "", 0, Map.of(), problems);
    }

    static Section section(Path file, String path, MappingNode mapping, Problems problems) {
        Map<String, Section.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                Section.Entry entry = new Section.Entry(line(key), tuple.getValueNode());
                if (entries.put(key.getValue(), entry) != null) {
                    problems.add(file, line(key), "key '%s' stands here twice".formatted(key.getValue()));
                }
            } else {
                problems.add(file, line(tuple.getKeyNode()), "a key is no text");
            }
        }
        return new Section(file, path, line(mapping), entries, problems);
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
