package org.waypost.itinerary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts a test's own {@code main} in another process. */
public final class ChildJvm {
    private ChildJvm() {}

    /** A process that runs {@code main} with the class path of this one; its errors go where ours go. */
    public static Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
