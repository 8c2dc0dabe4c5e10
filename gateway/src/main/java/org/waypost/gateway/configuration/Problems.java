package org.waypost.gateway.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong while a configuration is read. Confined to one thread. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(Path file, int line, String message) {
        found.add(new Problem(file, line, message));
    }

    public List<Problem> found() {
        return List.copyOf(found);
    }

    public boolean none() {
        return found.isEmpty();
    }
}
