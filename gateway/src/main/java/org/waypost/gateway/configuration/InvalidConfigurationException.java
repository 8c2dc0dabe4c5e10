package org.waypost.gateway.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with all its problems. */
public final class InvalidConfigurationException extends Exception {
    private final List<Problem> problems;

    public InvalidConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
