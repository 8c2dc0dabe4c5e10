package org.waypost.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waypost.gateway.GatewayConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands have in common that only talk to a running gateway: options, the request, and the answer printed. */
final class AdminRequest {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OperatorOption operator = new OperatorOption();

    @Option(names = "--json", description = "Prints the answer as it comes, for programs.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private RunningGateway gateway() throws Exception {
        GatewayConfig loaded = config.load();
        return RunningGateway.of(loaded, operator.credentials());
    }

    int get(String path) throws Exception {
        print(gateway().get(path));
        return 0;
    }

    int post(String path) throws Exception {
        print(gateway().post(path, ""));
        return 0;
    }

    private void print(String answer) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer);
        } else if (answer.startsWith("[")) {
            table(RunningGateway.objects(answer), out);
        } else {
            RunningGateway.objects(answer)
                    .forEach(fields -> fields.forEach((name, value) -> out.printf("%-22s %s%n", name, value)));
        }
        out.flush();
    }

    private static void table(List<Map<String, String>> rows, PrintWriter out) {
        if (rows.isEmpty()) {
            out.println("none");
            return;
        }
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            row.forEach((name, value) -> widths.merge(name, Math.max(name.length(), value.length()), Math::max));
        }
        widths.forEach((name, width) -> out.print(padded(name, width)));
        out.println();
        for (Map<String, String> row : rows) {
            widths.forEach((name, width) -> out.print(padded(row.getOrDefault(name, ""), width)));
            out.println();
        }
    }

    private static String padded(String value, int width) {
        return value + " ".repeat(width - value.length() + 2);
    }
}
