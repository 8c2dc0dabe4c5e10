package org.waypost.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Limits;
import org.waypost.gateway.authorization.Operators;
import org.waypost.gateway.configuration.InvalidConfigurationException;
import org.waypost.gateway.configuration.Problems;
import org.waypost.gateway.configuration.Section;
import org.waypost.gateway.configuration.YamlFile;
import org.waypost.gateway.delivery.DeliverySettings;
import org.waypost.gateway.ops.AdminSettings;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.query.Services;
import org.waypost.gateway.reception.ReceptionSettings;
import org.waypost.gateway.sms.Segmenter;
import org.waypost.gateway.store.DatabaseAddress;
import org.waypost.gateway.upkeep.AuditSettings;
import org.waypost.itinerary.ItinerarySettings;
import org.waypost.itinerary.ingest.FeedDirectory;
import org.waypost.itinerary.signalling.EventMapping;
import org.waypost.itinerary.signalling.InvalidMappingException;
import org.waypost.itinerary.store.Database;

/** The main configuration file: its sections, and the files of services and wording it includes. */
final class ConfigurationFile {
    private static final int ITINERARY_CONNECTIONS = 4;
    /** While one writes, or waits for the server's disk, another decides. */
    private static final int LANES = 2;

    private static final int MOST_LANES = 16;
    private static final long LEAST_FREE = 512L << 20;

    /** The day before a window, so that a stay reaching into it has its whole length, and a day to spare. */
    private final Path file;

    private final Instant now;
    private final Problems problems = new Problems();

    /** @param now to see whether certificates are in force */
    ConfigurationFile(Path file, Instant now) {
        this.now = now;
        this.file = file.toAbsolutePath().normalize();
    }

    GatewayConfig read() throws InvalidConfigurationException {
        GatewayConfig config = null;
        try (Section top = YamlFile.read(file, problems)) {
            if (problems.none()) {
                config = config(top);
            }
        }
        if (config == null || !problems.none()) {
            throw new InvalidConfigurationException(problems.found());
        }
        return config;
    }

    private @Nullable GatewayConfig config(Section top) {
        Node node = node(top);
        Map<Language, PhraseSection.Texts> texts = texts(top);
        Map<String, Map<Language, PhraseSection.Texts>> serviceTexts = new HashMap<>();
        Optional<Services> services = services(top, texts, serviceTexts);
        RetentionSection retention =
                RetentionSection.read(top, services.map(Services::farthestDay).orElse(1));
        Optional<ItinerarySettings> itinerary = itinerary(top, retention.tracks());
        Reply reply = reply(top);
        PeerSections peers = PeerSections.read(top, reply.reception().timeToLive(), now);
        if (peers.profiles().isEmpty() && problems.none()) {
            top.problem("peers", "missing (expected at least one SMSC)");
        }
        Keys keys = keys(top);
        Listening listen = ListenSection.read(top, now);
        SecondFactor.require(top, listen, peers.profiles());
        Limits limits = limits(top);
        Feeds feeds = feeds(top);
        AdminSettings admin = AdminSection.read(top).orElse(null);
        Path heads = auditHeads(top);
        Operators operators = OperatorSections.read(top);
        if (node.database().isEmpty()
                || services.isEmpty()
                || itinerary.isEmpty()
                || texts.size() < Language.values().length) {
            return null;
        }
        Segmenter segmenter = new Segmenter(reply.wideReference());
        if (problems.none()) {
            new ReplyLengths(texts, serviceTexts, segmenter).check(services.get());
        }
        return new GatewayConfig(
                node.name(),
                node.database().get(),
                node.lanes(),
                node.leastFree(),
                itinerary.get(),
                keys.file(),
                keys.destroyed(),
                listen,
                peers.profiles(),
                peers.numberRanges(),
                services.get(),
                ReplyLengths.phrases(texts),
                ReplyLengths.phrasesByService(serviceTexts),
                segmenter,
                limits,
                reply.reception(),
                reply.delivery(),
                retention.days(),
                feeds.quarantine(),
                feeds.directory(),
                feeds.pause(),
                admin,
                new AuditSettings(heads, retention.audit()),
                operators,
                reply.stopGrace());
    }

    private record Node(String name, Optional<DatabaseAddress> database, int lanes, long leastFree) {}

    private static Node node(Section top) {
        try (Section section = top.section("gateway")) {
            Optional<DatabaseAddress> database = DatabaseSections.gateway(section);
            int lanes = section.integer("lanes", LANES, 1, MOST_LANES);
            String name = section.text("node", "node-1");
            if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
                section.problem("node", "'%s' (expected 1 to 60 letters, digits, dots, hyphens)".formatted(name));
            }
            return new Node(name, database, lanes, section.size("disk-free", LEAST_FREE));
        }
    }

    private Optional<ItinerarySettings> itinerary(Section top, int days) {
        try (Section section = top.section("itinerary")) {
            Optional<Database> database = DatabaseSections.itinerary(section);
            Path gazetteer = section.path("gazetteer", "gazetteer");
            ZoneOffset zone = zone(section);
            return database.flatMap(where ->
                    section.make(() -> new ItinerarySettings(where, gazetteer, zone, days, ITINERARY_CONNECTIONS)));
        }
    }

    private static ZoneOffset zone(Section section) {
        String offset = section.text("zone", "+08:00");
        try {
            return ZoneOffset.of(offset);
        } catch (DateTimeException e) {
            section.problem("zone", "'%s' (expected a fixed offset as +08:00)".formatted(offset));
            return ItinerarySettings.DEFAULT_ZONE;
        }
    }

    private record Keys(Path file, boolean destroyed) {}

    private static Keys keys(Section top) {
        try (Section keys = top.section("keys")) {
            return new Keys(keys.path("file", "../data/keys"), keys.flag("destroy-after-retention", false));
        }
    }

    private static Path auditHeads(Section top) {
        try (Section audit = top.section("audit")) {
            return audit.path("heads", "../data/audit-heads");
        }
    }

    private static Limits limits(Section top) {
        try (Section limits = top.section("limits")) {
            Limits d = Limits.DEFAULT;
            return limits.make(() -> new Limits(
                            limits.integer("itineraries-per-day", d.itinerariesPerDay(), 1, 1000),
                            limits.integer("replies-per-burst", d.repliesPerBurst(), 1, 100),
                            limits.duration("burst", d.burst()),
                            limits.integer("replies-per-day", d.repliesPerDay(), 1, 1000),
                            limits.integer("wrong-endings", d.wrongEndings(), 1, 100),
                            limits.duration("wrong-ending-pause", d.wrongEndingPause()),
                            limits.duration("help-pause", d.helpPause())))
                    .orElse(d);
        }
    }

    private record Feeds(Path quarantine, @Nullable FeedDirectory directory, Duration pause) {}

    private static Feeds feeds(Section top) {
        try (Section feeds = top.section("feeds")) {
            int keep = feeds.integer("keep-days", 0, 0, 30);
            EventMapping mapping = feeds.has("mapping") ? mapping(feeds) : null;
            FeedDirectory directory =
                    feeds.has("directory") ? new FeedDirectory(feeds.path("directory", ""), keep, mapping) : null;
            Duration pause = feeds.duration("poll", Duration.ofSeconds(10));
            return new Feeds(feeds.path("quarantine", "../data/quarantine"), directory, pause);
        }
    }

    private static @Nullable EventMapping mapping(Section feeds) {
        Path file = feeds.path("mapping", "");
        try {
            return EventMapping.parse(Files.readAllLines(file));
        } catch (IOException e) {
            feeds.problem("mapping", "%s cannot be read (expected a mapping file)".formatted(file));
        } catch (InvalidMappingException e) {
            feeds.problem("mapping", "%s: %s".formatted(file, e.getMessage()));
        }
        return null;
    }

    private record Reply(
            boolean wideReference, ReceptionSettings reception, DeliverySettings delivery, Duration stopGrace) {}

    private static Reply reply(Section top) {
        try (Section reply = top.section("reply");
                Section admission = top.section("admission")) {
            ReceptionSettings d = ReceptionSettings.DEFAULT;
            ReceptionSettings reception = admission
                    .make(() -> new ReceptionSettings(
                            admission.integer("queue", d.queue(), 1, 1_000_000),
                            admission.integer("batch", d.batch(), 1, 1024),
                            admission.duration("deadline", d.deadline()),
                            admission.duration("repeat-window", d.repeatWindow()),
                            reply.duration("time-to-live", d.timeToLive())))
                    .orElse(d);
            boolean wide = reply.integer("reference-bits", 8, 8, 16) > 8;
            DeliverySettings w = DeliverySettings.DEFAULT;
            DeliverySettings delivery = reply.make(() -> new DeliverySettings(
                            w.retries(),
                            reply.integer("in-memory", w.inMemory(), 0, 100_000),
                            reception.timeToLive(),
                            reply.duration("link-patience", w.patience())))
                    .orElse(w);
            return new Reply(wide, reception, delivery, admission.duration("stop-grace", Duration.ofSeconds(30)));
        }
    }

    private Map<Language, PhraseSection.Texts> texts(Section top) {
        Map<Language, PhraseSection.Texts> all = new EnumMap<>(Language.class);
        for (Path path : top.paths("wording")) {
            try (Section section = YamlFile.read(path, problems)) {
                PhraseSection.whole(section)
                        .ifPresent(texts -> all.put(texts.phrases().language(), texts));
            }
        }
        for (Language language : Language.values()) {
            if (!all.containsKey(language) && problems.none()) {
                top.problem("wording", "no file for language %s".formatted(language.tag()));
            }
        }
        return all;
    }

    private record Read(Section section, Service service) {}

    private Optional<Services> services(
            Section top,
            Map<Language, PhraseSection.Texts> texts,
            Map<String, Map<Language, PhraseSection.Texts>> serviceTexts) {
        List<Read> all = new ArrayList<>();
        for (Path path : top.paths("services")) {
            try (Section section = YamlFile.read(path, problems)) {
                Optional<Service> service = ServiceSection.read(section);
                service.ifPresent(s -> all.add(new Read(section, s)));
                Map<Language, PhraseSection.Texts> own = PhraseSection.replaced(section.section("wording"), texts);
                service.filter(s -> !own.isEmpty()).ifPresent(s -> serviceTexts.put(s.name(), own));
            }
        }
        if (all.isEmpty() && problems.none()) {
            top.problem("services", "missing (expected at least one file)");
        }
        return noteClashes(all)
                ? Optional.empty()
                : Optional.of(new Services(all.stream().map(Read::service).toList()));
    }

    private static boolean noteClashes(List<Read> all) {
        boolean any = false;
        for (int i = 0; i < all.size(); i++) {
            Read later = all.get(i);
            for (Read earlier : all.subList(0, i)) {
                Optional<String> clash = Services.clash(earlier.service(), later.service());
                clash.ifPresent(message -> later.section()
                        .problem(
                                earlier.service().name().equals(later.service().name()) ? "name" : "keywords",
                                message));
                any |= clash.isPresent();
            }
        }
        return any;
    }
}
