package org.waypost.gateway.ops;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.delivery.Courier;
import org.waypost.gateway.reception.Lane;
import org.waypost.gateway.smpp.exchange.PeerLinks;
import org.waypost.gateway.smpp.exchange.PeerState;
import org.waypost.gateway.smpp.session.Tallies;
import org.waypost.gateway.smpp.session.Tally;
import org.waypost.gateway.store.Balance;
import org.waypost.gateway.store.BalanceItem;
import org.waypost.gateway.store.BalanceLine;

/**
 * What Prometheus reads. Labels are names of the configuration and of constants: no number, no place and no text of
 * anybody's stands in one. A scrape reads memory alone.
 */
public final class Metrics {
    private static final double NANOS = 1e9;
    private static final int OK = 200;
    /** The balance counts these; the others are replies. */
    private static final String FATE_LABEL = "outcome";

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /**
     * What is measured.
     *
     * @param breakerOpen whether questions are refused because the store fails or the disk is nearly full
     * @param freeBytes on the disk of an embedded database
     * @param feed of the watched directory
     */
    public record Sources(
            CountedIntake intake,
            List<Lane> lanes,
            Courier courier,
            PeerLinks peers,
            Tallies tallies,
            StoreWatch stores,
            Watchdog watchdog,
            BooleanSupplier breakerOpen,
            LongSupplier freeBytes,
            FeedTally feed) {
        public Sources {
            lanes = List.copyOf(lanes);
        }
    }

    private Metrics(Sources sources) {
        sources.intake().register(registry);
        registry.register(sources.courier().untilDelivered());
        lanes(sources.lanes());
        peers(sources.peers(), sources.courier());
        sessions(sources.tallies());
        store(sources.stores());
        balance(sources.stores());
        counter(
                "waypost_threads_blocked_total",
                "Times that a thread which must go on stood still.",
                () -> sources.watchdog().blocked());
        gauge(
                "waypost_store_breaker_open",
                "1 while questions are refused because the store fails or the disk is low.",
                () -> sources.breakerOpen().getAsBoolean() ? 1 : 0);
        gauge("waypost_disk_free_bytes", "Free on the disk of an embedded database.", () -> {
            long free = sources.freeBytes().getAsLong();
            return free == Long.MAX_VALUE ? Double.NaN : free;
        });
        feed(sources.feed());
        JvmMetrics.builder().register(registry);
    }

    /** {@code /metrics}; what it needs is made when it is asked for the first time. */
    public static Route route(Sources sources) {
        FirstUse metrics = new FirstUse(sources);
        return Route.get("/metrics", asked -> metrics.get().scrape());
    }

    /** Made once, by whichever thread asks first: a start may not take as long as this does. */
    private static final class FirstUse {
        private final Sources sources;
        private @Nullable Metrics made;

        FirstUse(Sources sources) {
            this.sources = sources;
        }

        synchronized Metrics get() {
            Metrics metrics = made;
            if (metrics == null) {
                metrics = new Metrics(sources);
                made = metrics;
            }
            return metrics;
        }
    }

    private Answer scrape() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape(), EscapingScheme.DEFAULT);
        return new Answer(OK, PrometheusTextFormatWriter.CONTENT_TYPE, text.toString(StandardCharsets.UTF_8));
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    private void byPeer(String name, String help, List<String> peers, ToDoubleFunction<String> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("peer")
                .callback(callback -> peers.forEach(peer -> callback.call(value.applyAsDouble(peer), peer)))
                .register(registry);
    }

    private void lanes(List<Lane> lanes) {
        GaugeWithCallback.builder()
                .name("waypost_lane_waiting")
                .help("Parts that wait in a lane; full, new ones are throttled.")
                .labelNames("lane")
                .callback(callback -> {
                    for (int i = 0; i < lanes.size(); i++) {
                        callback.call(lanes.get(i).waiting(), String.valueOf(i));
                    }
                })
                .register(registry);
    }

    private void peers(PeerLinks peers, Courier courier) {
        List<String> names = peers.names();
        byPeer("waypost_peer_sessions", "Sessions bound.", names, peers::sessions);
        byPeer("waypost_peer_window", "Segments that may be unanswered at once.", names, peers::window);
        byPeer(
                "waypost_peer_window_in_use",
                "Segments unanswered, or places held back on the peer's wish.",
                names,
                peers::windowInUse);
        byPeer(
                "waypost_replies_backlog",
                "Replies that wait for the peer or are on their way to it.",
                names,
                courier::backlog);
        byPeer(
                "waypost_replies_drain_rate",
                "Replies a second that the peer is believed to take.",
                names,
                courier::drainRate);
        byPeer(
                "waypost_peer_accepting",
                "1 unless an operator has suspended the peer or drains it.",
                names,
                peer -> peers.state(peer)
                                .filter(state -> state == PeerState.OPEN)
                                .isPresent()
                        ? 1
                        : 0);
    }

    private void sessions(Tallies tallies) {
        CounterWithCallback.builder()
                .name("waypost_smpp_events_total")
                .help("What happened on SMPP sessions.")
                .labelNames("event")
                .callback(callback -> {
                    for (Tally tally : Tally.values()) {
                        callback.call((double) tallies.count(tally), written(tally));
                    }
                })
                .register(registry);
    }

    private void store(StoreWatch stores) {
        gauge("waypost_store_up", "1 if the gateway's store answers.", () -> stores.fault() == null ? 1 : 0);
        gauge(
                "waypost_store_read_seconds",
                "How long the store took for a look at its index.",
                () -> stores.seen().took() / NANOS);
        gauge(
                "waypost_itineraries_up",
                "1 if the itinerary store answers.",
                () -> stores.seen().itineraries() ? 1 : 0);
        GaugeWithCallback.builder()
                .name("waypost_last_complete_day_timestamp_seconds")
                .help("Begin, in UTC, of the last day whose signalling has arrived whole; absent if there is none.")
                .callback(callback -> {
                    var day = stores.seen().lastCompleteDay();
                    if (day != null) {
                        callback.call(day.toEpochDay() * 86_400.0);
                    }
                })
                .register(registry);
    }

    private void feed(FeedTally feed) {
        gauge(
                "waypost_feed_set_aside_files",
                "Files of the watched directory that cannot be read and wait for a person.",
                feed::setAside);
        CounterWithCallback.builder()
                .name("waypost_feed_lines_total")
                .help("Lines of the watched directory's files; rejected ones are in the quarantine.")
                .labelNames(FATE_LABEL)
                .callback(callback -> {
                    callback.call((double) feed.accepted(), "accepted");
                    callback.call((double) feed.rejected(), "rejected");
                })
                .register(registry);
    }

    private void balance(StoreWatch stores) {
        GaugeWithCallback.builder()
                .name("waypost_balance_unaccounted")
                .help("What was acknowledged less what became of it (contract D15); anything but 0 is a fault.")
                .labelNames("kind")
                .callback(callback -> {
                    Balance balance = stores.seen().balance();
                    if (balance != null) {
                        callback.call((double) balance.partsUnaccounted(), "parts");
                        callback.call((double) balance.messagesUnaccounted(), "messages");
                    }
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("waypost_balance_open")
                .help("What has not ended yet.")
                .labelNames("kind")
                .callback(callback -> {
                    Balance balance = stores.seen().balance();
                    if (balance != null) {
                        callback.call((double) balance.open(), "waiting_replies");
                        callback.call((double) balance.sending(), "sending_replies");
                        callback.call((double) balance.waitingParts(), "waiting_parts");
                    }
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("waypost_balance_total")
                .help("What happened, as counted in the transactions themselves; survives a restart.")
                .labelNames("peer", FATE_LABEL)
                .callback(callback -> totals(stores.seen().balance())
                        .forEach((peer, items) ->
                                items.forEach((item, total) -> callback.call(total, peer, written(item)))))
                .register(registry);
    }

    private static Map<String, Map<BalanceItem, Long>> totals(@Nullable Balance balance) {
        Map<String, Map<BalanceItem, Long>> totals = new TreeMap<>();
        if (balance != null) {
            for (BalanceLine line : balance.lines()) {
                totals.computeIfAbsent(line.peer(), peer -> new EnumMap<>(BalanceItem.class))
                        .merge(line.item(), line.total(), Long::sum);
            }
        }
        return totals;
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
