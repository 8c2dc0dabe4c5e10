package org.waypost.gateway.configuration;

import java.nio.file.Path;

/**
 * One thing wrong with a configuration.
 *
 * @param file where
 * @param line from 1; 0 for the file as a whole
 * @param message the value and what was expected
 */
public record Problem(Path file, int line, String message) {
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
