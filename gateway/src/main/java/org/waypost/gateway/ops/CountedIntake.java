package org.waypost.gateway.ops;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Receipt;
import org.waypost.gateway.message.Verdict;

/** Counts verdicts by peer and measures how long they took, on the way between bearer and product. */
public final class CountedIntake implements Intake {
    private static final double NANOS = 1e9;
    private static final String ACCEPTED = "accepted";

    private final Intake counted;
    private final LongSupplier nanoTime;
    private final Map<String, Counts> byPeer = new HashMap<>();
    private final Counter questions = Counter.builder()
            .name("waypost_questions_total")
            .help("Parts handed over by a peer, by what it was told.")
            .labelNames("peer", "verdict")
            .build();
    private final Histogram untilAcknowledged = Histogram.builder()
            .name("waypost_question_to_acknowledgement_seconds")
            .help("From a part to its acknowledgement, which means that its answer is on stable storage.")
            .classicOnly()
            .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)
            .build();

    /** Made once, so that a question costs no look-up by labels. */
    private record Counts(CounterDataPoint accepted, Map<Verdict.Refused, CounterDataPoint> refused) {}

    /**
     * @param counted what decides
     * @param peers all there are
     * @param nanoTime a monotonic clock
     */
    public CountedIntake(Intake counted, List<String> peers, LongSupplier nanoTime) {
        this.counted = counted;
        this.nanoTime = nanoTime;
        for (String peer : peers) {
            Map<Verdict.Refused, CounterDataPoint> refused = new EnumMap<>(Verdict.Refused.class);
            for (Verdict.Refused each : Verdict.Refused.values()) {
                refused.put(each, questions.labelValues(peer, each.name().toLowerCase(Locale.ROOT)));
            }
            byPeer.put(peer, new Counts(questions.labelValues(peer, ACCEPTED), refused));
        }
    }

    void register(PrometheusRegistry registry) {
        registry.register(questions);
        registry.register(untilAcknowledged);
    }

    @Override
    public void accept(InboundPart part, Consumer<Verdict> answer) {
        long began = nanoTime.getAsLong();
        counted.accept(part, verdict -> {
            count(part.peer(), verdict, began);
            answer.accept(verdict);
        });
    }

    private void count(String peer, Verdict verdict, long began) {
        Counts counts = byPeer.get(peer);
        if (verdict instanceof Verdict.Accepted) {
            untilAcknowledged.observe((nanoTime.getAsLong() - began) / NANOS);
        }
        if (counts == null) {
            return;
        }
        if (verdict instanceof Verdict.Refused refused) {
            CounterDataPoint point = counts.refused().get(refused);
            if (point != null) {
                point.inc();
            }
        } else {
            counts.accepted().inc();
        }
    }

    @Override
    public void confirmed(long question) {
        counted.confirmed(question);
    }

    @Override
    public void receivable(String peer) {
        counted.receivable(peer);
    }

    @Override
    public void taken(String peer, String messageId, long question) {
        counted.taken(peer, messageId, question);
    }

    @Override
    public void receipt(String peer, Receipt receipt) {
        counted.receipt(peer, receipt);
    }
}
