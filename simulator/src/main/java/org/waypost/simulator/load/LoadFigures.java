package org.waypost.simulator.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What a run found; warm-up is left out of all but {@code sent}. Times are in microseconds from the moment a question was
 * due.
 *
 * @param sent questions handed over, warm-up included
 * @param acknowledged to the acknowledgement
 * @param refused number of refusals by status
 * @param unanswered questions without a response
 * @param answered to the last segment of the answer
 * @param missing acknowledged questions without an answer when patience ended
 * @param skipped questions not sent because the same number still waited for an answer
 * @param seconds from the first measured question's handing over to the last response
 */
public record LoadFigures(
        long sent,
        Histogram acknowledged,
        Map<Integer, Long> refused,
        long unanswered,
        Histogram answered,
        long missing,
        long skipped,
        double seconds) {
    public LoadFigures {
        refused = Map.copyOf(refused);
    }

    /** Acknowledged questions per second. */
    public double throughput() {
        return seconds == 0 ? 0 : acknowledged.getTotalCount() / seconds;
    }

    /** One line of JSON, for programs. */
    public String json(LoadPlan plan, int sessions) {
        return "{\"rate\":%s,\"sessions\":%d,\"window\":%d,\"numbers\":%d,\"seconds\":%.3f,\"throughput\":%.1f,"
                        .formatted(
                                plan.rate(),
                                sessions,
                                plan.window(),
                                plan.numbers().size(),
                                seconds,
                                throughput())
                + "\"sent\":%d,\"unanswered\":%d,\"missing\":%d,\"skipped\":%d,\"refused\":{%s},"
                        .formatted(sent, unanswered, missing, skipped, refusals("\"%02x\":%d", ","))
                + "\"acknowledged\":%s,\"answered\":%s}".formatted(json(acknowledged), json(answered));
    }

    private static String json(Histogram micros) {
        return "{\"count\":%d,\"p50_us\":%d,\"p99_us\":%d,\"p999_us\":%d,\"max_us\":%d}"
                .formatted(
                        micros.getTotalCount(),
                        micros.getValueAtPercentile(50),
                        micros.getValueAtPercentile(99),
                        micros.getValueAtPercentile(99.9),
                        micros.getMaxValue());
    }

    /** A table, for people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append("%-14s%12s%12s%12s%12s%12s%n"
                .formatted("from due to", "count", "p50 ms", "p99 ms", "p99.9 ms", "max ms"));
        table.append(row("acknowledged", acknowledged));
        table.append(row("answered", answered));
        table.append("%.0f questions/s acknowledged; refused %s, no response %d, no answer %d, skipped %d%n"
                .formatted(
                        throughput(),
                        refused.isEmpty() ? "0" : refusals("0x%02X: %d", ", "),
                        unanswered,
                        missing,
                        skipped));
        return table.toString();
    }

    private static String row(String name, Histogram micros) {
        return "%-14s%12d%12.2f%12.2f%12.2f%12.2f%n"
                .formatted(
                        name,
                        micros.getTotalCount(),
                        micros.getValueAtPercentile(50) / 1e3,
                        micros.getValueAtPercentile(99) / 1e3,
                        micros.getValueAtPercentile(99.9) / 1e3,
                        micros.getMaxValue() / 1e3);
    }

    private String refusals(String form, String separator) {
        return new TreeMap<>(refused)
                .entrySet().stream()
                        .map(entry -> form.formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(separator));
    }
}
