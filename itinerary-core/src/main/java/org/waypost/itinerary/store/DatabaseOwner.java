package org.waypost.itinerary.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The process that holds an embedded database, noted beside its files so that whoever finds them locked can be told. The
 * lock itself is the database's; this note decides nothing.
 */
final class DatabaseOwner {
    private DatabaseOwner() {}

    static void note(Database database) {
        Path note = database.ownerFile();
        if (note != null) {
            write(note, Long.toString(ProcessHandle.current().pid()));
        }
    }

    private static void write(Path note, String text) {
        try {
            Files.writeString(note, text);
        } catch (IOException e) {
            // Only a message would be better for it.
        }
    }

    /** Who holds it, as a message says it. */
    static String name(Database database) {
        String pid = read(database.ownerFile());
        return pid == null ? "another process" : "process " + pid;
    }

    private static @Nullable String read(@Nullable Path note) {
        try {
            return note == null ? null : Files.readString(note).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
