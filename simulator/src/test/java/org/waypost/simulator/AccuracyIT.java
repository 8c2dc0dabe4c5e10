package org.waypost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.simulator.AccuracyTable.Product;
import org.waypost.simulator.AccuracyTable.Row;
import org.waypost.simulator.travel.Noise;

/**
 * How often an itinerary is exactly right, by product, kind of traveller, noise and rules. Writes target/accuracy.md; for
 * the figures of a README run it with {@code -Dwaypost.accuracy.subscribers=10000}.
 */
class AccuracyIT {
    private static final int SUBSCRIBERS = Integer.getInteger("waypost.accuracy.subscribers", 300);
    private static final boolean THOROUGH = SUBSCRIBERS >= 1_000;

    @TempDir
    private Path directory;

    @Test
    void nearlyEveryItineraryIsExactlyRight() throws Exception {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of("target", "accuracy.md")))) {
            Map<Product, Row> usual = measure("usual", Noise.USUAL, out);
            if (THOROUGH) {
                measure("calm", Noise.CALM, out);
                measure("stress", Noise.STRESS, out);
            }
            usual.forEach((product, row) -> {
                assertThat(row.exactShare()).as(product.title()).isGreaterThanOrEqualTo(THOROUGH ? 0.995 : 0.97);
                assertThat(row.transitShare()).as(product.title()).isLessThanOrEqualTo(THOROUGH ? 0.0005 : 0.005);
            });
        }
    }

    /** The rows within the target. */
    private Map<Product, Row> measure(String name, Noise noise, PrintWriter out) throws Exception {
        Map<Product, Row> rows = new LinkedHashMap<>();
        try (AccuracyTable table = AccuracyTable.of(directory.resolve(name), SUBSCRIBERS, noise)) {
            AccuracyTable.head(name + " noise: product as shipped", out);
            for (Product product : AccuracyTable.PRODUCTS) {
                rows.put(product, table.product(product, out));
            }
            for (Product product : AccuracyTable.PRODUCTS) {
                AccuracyTable.head(name + " noise, " + product.title() + ": traveller", out);
                table.kinds(product, out);
                if (THOROUGH) {
                    AccuracyTable.head(name + " noise, " + product.title() + ": rules", out);
                    table.rules(product, out);
                }
            }
        }
        return rows;
    }
}
