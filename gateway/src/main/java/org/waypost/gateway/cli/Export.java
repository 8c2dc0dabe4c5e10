package org.waypost.gateway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.upkeep.SubjectExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes out what is held about a subscriber. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes what is held about a subscriber to FILE as JSON and to FILE.txt to read, both for their owner"
                        + " alone (mode 0600). They hold places and texts in clear: hand them over and delete them.")
final class Export implements Callable<Integer> {
    @Mixin
    private SubjectCommand subject = new SubjectCommand();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Must not exist.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
        PrivateFile json = new PrivateFile(file);
        PrivateFile text = new PrivateFile(file.resolveSibling(file.getFileName() + ".txt"));
        json.requireAbsent();
        text.requireAbsent();
        return subject.run(
                StaffAction.EXPORT,
                (rights, number, operator) -> {
                    SubjectExport export = rights.export(number, operator);
                    write(json, export.json(), text, export.text());
                    return subject.say(export.toString());
                },
                (gateway, number) -> {
                    Map<String, String> fields = RunningGateway.objects(gateway.post("/v1/subject/export", number))
                            .get(0);
                    write(json, fields.getOrDefault("json", ""), text, fields.getOrDefault("text", ""));
                    return RunningGateway.report(fields, subject.out());
                });
    }

    private static void write(PrivateFile json, String structured, PrivateFile text, String readable)
            throws IOException {
        json.write(structured.getBytes(StandardCharsets.UTF_8));
        text.write(readable.getBytes(StandardCharsets.UTF_8));
    }
}
