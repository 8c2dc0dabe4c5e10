package org.waypost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.cli.WaypostThreads;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.upkeep.RegisterImport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.simulator.demo.AnswerReading;
import org.waypost.simulator.handset.Handset;
import org.waypost.simulator.handset.Received;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;
import org.waypost.simulator.smsc.Submission;
import org.waypost.simulator.travel.Kind;
import org.waypost.simulator.travel.Locality;
import org.waypost.simulator.travel.NetworkFiles;
import org.waypost.simulator.travel.Noise;
import org.waypost.simulator.travel.Traveller;
import org.waypost.simulator.travel.Truth;
import org.waypost.simulator.travel.World;

/** The whole path, nothing pretended: files, two databases, a socket, SMPP by jSMPP, segments; text in, text out. */
class EveryTravellerIsToldTheTruthIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static World world;
    private static Gateway gateway;
    private static Smsc smsc;
    private static Map<Traveller, Received> answers;

    @BeforeAll
    static void start() throws Exception {
        world = new World(2026, 70, 16, TODAY, Noise.CALM.withEventsPerDay(30));
        NetworkFiles files = NetworkFiles.in(directory.resolve("world"));
        files.write(world);
        Path data = directory.resolve("data");
        GatewayConfig config = GatewayConfig.load(Path.of("..", "config", "waypost.yaml"))
                .relocated(data, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Instant morning = TODAY.atTime(9, 0).toInstant(World.ZONE);
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), morning));
        gateway = Gateway.open(config, clock, new WaypostThreads());
        gateway.core().importCells(Source.file(files.cells()));
        gateway.core().importEvents(List.of(Source.file(files.events())), ImportOptions.PLAIN);
        for (LocalDate day = world.firstDay(); day.isBefore(TODAY); day = day.plusDays(1)) {
            gateway.core().markComplete(day);
        }
        try (Reader people = Files.newBufferedReader(files.subscribers())) {
            new RegisterImport(gateway.store(), KeyFile.open(data.resolve("keys")), new Numbering(), Clock.systemUTC())
                    .run(people, lines -> {});
        }
        smsc = Smsc.bind(new SmscLink("127.0.0.1", gateway.smppAddress().getPort(), "smsc", "waypost"));
        answers = everybodyAsks();
    }

    @AfterAll
    static void stop() {
        smsc.close();
        gateway.close();
    }

    private static Map<Traveller, Received> everybodyAsks() throws InterruptedException {
        Map<Traveller, Received> answers = new LinkedHashMap<>();
        for (int i = 0; i < world.subscribers(); i++) {
            Traveller traveller = world.traveller(i);
            try (Handset phone = new Handset(traveller.number(), smsc, System::nanoTime)) {
                assertThat(reply(phone, "CXMYD#" + traveller.idSuffix()).text()).contains("回复Y");
                answers.put(traveller, reply(phone, "Y"));
            }
        }
        return answers;
    }

    private static Received reply(Handset phone, String text) throws InterruptedException {
        assertThat(phone.text("10001", text)).isInstanceOf(Submission.Acknowledged.class);
        return phone.await(PATIENCE).orElseThrow();
    }

    @Test
    void theTextThatArrivesEqualsTheTruth() {
        Set<Kind> told = EnumSet.noneOf(Kind.class);
        answers.forEach((traveller, answer) -> {
            Truth.Answer truth = Truth.answer(traveller, Truth.Question.ofCity14(TODAY));
            if (truth.clear()) {
                told.add(traveller.kind());
                assertTold(traveller, truth, answer.text());
            }
        });
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(
                        Kind.BRIEF_VISIT,
                        Kind.BORDER_DWELLER,
                        Kind.BORDER_COMMUTER,
                        Kind.OSCILLATION,
                        Kind.BORDER_TOWN,
                        Kind.ERRAND,
                        Kind.BORDER_VISIT)));
    }

    private static void assertTold(Traveller traveller, Truth.Answer truth, String text) {
        LocalDate opens = TODAY.minusDays(14);
        LocalDate from = traveller.activeFrom().isAfter(opens) ? traveller.activeFrom() : opens;
        assertThat(text)
                .contains("199****" + traveller.number().substring(10))
                .contains("根据您的授权查询")
                .contains("前%d天（2026年11月%d日至2026年11月23日）".formatted(24 - from.getDayOfMonth(), from.getDayOfMonth()));
        if (truth.places().isEmpty()) {
            assertThat(text).contains(truth.seen() ? "没有停留超过4小时的城市" : "没有您的手机记录");
        } else {
            assertThat(AnswerReading.places(text))
                    .as(traveller.kind().toString())
                    .contains(truth.places().stream().map(Locality::chinese).toList());
        }
        if (traveller.kind() == Kind.NEW_NUMBER) {
            assertThat(text).contains("自2026年11月%d日启用".formatted(from.getDayOfMonth()));
        }
    }

    @Test
    void anAnswerWithManyPlacesComesInSeveralSegmentsFromTheShortCode() {
        Received answer = answers.get(world.traveller(0));
        assertThat(answer.from()).isEqualTo("10001");
        assertThat(answer.segments()).isGreaterThan(1);
    }

    /** P4: databases and logs know no number; neither do they know where anybody was. */
    @Test
    void noFileHoldsANumberOrAPlace() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                String latin = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(latin).as(file.toString()).doesNotContain("19900000", "CXMYD");
                for (Locality place : world.atlas().cities()) {
                    assertThat(latin)
                            .as("%s: %s", file, place.english())
                            .doesNotContain(
                                    new String(
                                            place.chinese().getBytes(StandardCharsets.UTF_8),
                                            StandardCharsets.ISO_8859_1),
                                    new String(
                                            place.chinese().getBytes(StandardCharsets.UTF_16BE),
                                            StandardCharsets.ISO_8859_1));
                }
            }
        }
    }
}
