package org.waypost.simulator.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.GatewayStartException;
import org.waypost.gateway.configuration.InvalidConfigurationException;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.upkeep.RegisterImport;
import org.waypost.itinerary.ingest.EventReport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.InvalidKeyFileException;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.simulator.handset.Handset;
import org.waypost.simulator.handset.Received;
import org.waypost.simulator.smsc.Smsc;
import org.waypost.simulator.smsc.SmscLink;
import org.waypost.simulator.smsc.Submission;
import org.waypost.simulator.travel.Locality;
import org.waypost.simulator.travel.NetworkFiles;
import org.waypost.simulator.travel.Noise;
import org.waypost.simulator.travel.Traveller;
import org.waypost.simulator.travel.Truth;
import org.waypost.simulator.travel.World;

/**
 * Everything at work on one machine: a world is made and ingested, a gateway and an SMSC start, and the first traveller
 * asks for the cities of the last 14 days. Nothing on that path is pretended: files, databases, socket and SMPP are real.
 */
public final class Demo {
    private static final int DAYS = 16;
    private static final int LONGEST_WINDOW = 30;
    private static final String SHORT_CODE = "10001";
    private static final String QUESTION = "CXMYD#" + World.FIRST_ENDING;
    private static final String CONSENT = "Y";
    private static final String SYSTEM_ID = "smsc";
    private static final String PASSWORD = "waypost";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The other products, each asked for by somebody else, since everybody has only so many replies in ten minutes. */
    private static final List<Play> OTHERS = List.of(
            new Play("roam-15-30", 1, "10086", List.of("CXMYD", Play.ENDING)),
            new Play("region-30", 2, "10010", List.of("CXMYD#" + Play.ENDING)),
            new Play("card-7", 3, "10000", List.of("XCK")));

    /**
     * A conversation about a product.
     *
     * @param traveller who asks, counted from 0
     * @param texts what they send, one after each reply
     */
    private record Play(String product, int traveller, String shortCode, List<String> texts) {
        /** Stands for the traveller's own ID ending. */
        static final String ENDING = "ENDING";
    }

    private final Setup setup;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ThreadFactory threads;
    private final Transcript transcript;

    /**
     * What a demonstration needs to know.
     *
     * @param config the gateway's configuration; its data and its port are replaced
     * @param folder where the world and the data lie, made anew
     * @param port where the gateway listens on the loopback; another free one is taken if it is in use
     * @param subscribers travellers in the world
     * @param seed of the world
     */
    public record Setup(Path config, Path folder, int port, int subscribers, long seed) {}

    public Demo(Setup setup, Clock clock, LongSupplier nanoTime, ThreadFactory threads, PrintWriter out) {
        this.setup = setup;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.threads = threads;
        this.transcript = new Transcript(out);
    }

    /** What does not go as a demonstration should; the message is for a person. */
    public static final class FailedException extends Exception {
        FailedException(String message) {
            super(message);
        }
    }

    /**
     * Plays the conversation.
     *
     * @param once whether to end then; otherwise the gateway stays up until the process is told to end
     * @param claimed run when the folder is there and empty, before anything logs
     * @return whether the answer agrees with the truth
     */
    public boolean play(boolean once, Runnable claimed)
            throws IOException, SQLException, InterruptedException, FailedException, InvalidConfigurationException,
                    GatewayStartException, StoreUnavailableException, InvalidKeyFileException {
        try (DemoFolder folder = DemoFolder.claim(setup.folder())) {
            claimed.run();
            transcript.line("Waypost: which cities have I been in? A demonstration; everybody in it is simulated.");
            transcript.line("");
            World world = new World(
                    setup.seed(),
                    setup.subscribers(),
                    DAYS,
                    LocalDate.ofInstant(clock.instant(), World.ZONE),
                    Noise.CALM);
            NetworkFiles files = simulate(world, folder.path().resolve("world"));
            try (Gateway gateway = open(folder.path())) {
                ingest(gateway, world, files);
                boolean agrees = ask(gateway, world, files);
                tellWhereThingsLie(folder.path());
                if (!once) {
                    stayUp(gateway, world, files);
                }
                return agrees;
            }
        }
    }

    private NetworkFiles simulate(World world, Path directory) throws IOException {
        NetworkFiles files = NetworkFiles.in(directory);
        NetworkFiles.Written written = files.write(world);
        transcript.fact(
                "world",
                "%,d travellers, %s to %s: %,d events of their phones\n%s"
                        .formatted(
                                written.subscribers(),
                                world.firstDay(),
                                world.today().minusDays(1),
                                written.events(),
                                directory));
        return files;
    }

    private Gateway open(Path folder) throws InvalidConfigurationException, GatewayStartException {
        GatewayConfig config = GatewayConfig.load(setup.config());
        try {
            return Gateway.open(config.relocated(folder, loopback(setup.port())), clock, threads);
        } catch (GatewayStartException e) {
            if (e.exitCode() != GatewayStartException.UNAVAILABLE || setup.port() == 0) {
                throw e;
            }
            transcript.fact("gateway", "port %d is taken, another one will do".formatted(setup.port()));
            return Gateway.open(config.relocated(folder, loopback(0)), clock, threads);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void ingest(Gateway gateway, World world, NetworkFiles files)
            throws IOException, SQLException, StoreUnavailableException, InvalidKeyFileException {
        gateway.core().importCells(Source.file(files.cells()));
        EventReport report = gateway.core().importEvents(List.of(Source.file(files.events())), ImportOptions.PLAIN);
        // Before its first day nothing happened in this world, so those days are complete too.
        for (LocalDate day = world.today().minusDays(LONGEST_WINDOW);
                day.isBefore(world.today());
                day = day.plusDays(1)) {
            gateway.core().markComplete(day);
        }
        RegisterImport register = new RegisterImport(
                gateway.store(), KeyFile.openOrCreate(setup.folder().resolve("keys")), new Numbering(), clock);
        try (Reader people = Files.newBufferedReader(files.subscribers())) {
            register.run(people, lines -> {});
        }
        transcript.fact(
                "ingested",
                String.format(
                        Locale.ROOT,
                        "%,d events into %,d tracks (a subscriber's day each) in %.1f s",
                        report.accepted(),
                        report.rowsWritten(),
                        report.elapsed().toNanos() / 1e9));
    }

    private boolean ask(Gateway gateway, World world, NetworkFiles files)
            throws IOException, InterruptedException, FailedException {
        int port = gateway.smppAddress().getPort();
        transcript.fact("gateway", "listens for SMSCs on 127.0.0.1:%d".formatted(port));
        Traveller traveller = world.traveller(0);
        try (Smsc smsc = Smsc.bind(new SmscLink("127.0.0.1", port, SYSTEM_ID, PASSWORD));
                Handset phone = new Handset(traveller.number(), smsc, nanoTime)) {
            transcript.fact("SMSC", "bound over SMPP 3.4 as transceiver, system id %s".formatted(SYSTEM_ID));
            transcript.fact("phone", "of %s, who texts:".formatted(masked(traveller)));
            exchange(phone, SHORT_CODE, QUESTION);
            Received answer = exchange(phone, SHORT_CODE, CONSENT);
            boolean agrees = compare(answer, Truth.answer(traveller, Truth.Question.ofCity14(world.today())), files);
            for (Play play : OTHERS) {
                if (play.traveller() < world.subscribers()) {
                    askFor(play, world.traveller(play.traveller()), smsc);
                }
            }
            return agrees;
        }
    }

    private void askFor(Play play, Traveller traveller, Smsc smsc) throws InterruptedException, FailedException {
        transcript.line("");
        transcript.fact("product", "%s, asked for by %s".formatted(play.product(), masked(traveller)));
        try (Handset phone = new Handset(traveller.number(), smsc, nanoTime)) {
            for (String text : play.texts()) {
                exchange(phone, play.shortCode(), text.replace(Play.ENDING, traveller.idSuffix()));
            }
        }
    }

    private static String masked(Traveller traveller) {
        return Msisdn.ofDigits(Smsc.canonical(traveller.number())).masked();
    }

    private Received exchange(Handset phone, String shortCode, String text)
            throws InterruptedException, FailedException {
        LocalTime when = now();
        long sent = nanoTime.getAsLong();
        Submission submission = phone.text(shortCode, text);
        long acknowledged = nanoTime.getAsLong();
        if (!(submission instanceof Submission.Acknowledged)) {
            throw new FailedException("the gateway did not take '%s': %s".formatted(text, submission));
        }
        transcript.sent(
                when, shortCode, text, "on stable storage and acknowledged after " + millis(acknowledged - sent));
        Optional<Received> reply = phone.await(PATIENCE);
        if (reply.isEmpty()) {
            throw new FailedException("no reply to '%s' within %d s".formatted(text, PATIENCE.toSeconds()));
        }
        Received received = reply.get();
        transcript.received(
                now(),
                received.from(),
                received.text(),
                "%d segment%s, %s after the question"
                        .formatted(
                                received.segments(),
                                received.segments() == 1 ? "" : "s",
                                millis(received.nanos() - sent)));
        return received;
    }

    private LocalTime now() {
        return LocalTime.ofInstant(clock.instant(), World.ZONE);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    private boolean compare(Received answer, Truth.Answer truth, NetworkFiles files) {
        List<String> told = AnswerReading.places(answer.text()).orElse(List.of());
        List<String> real = truth.places().stream().map(Locality::chinese).toList();
        boolean agrees =
                told.stream().sorted().toList().equals(real.stream().sorted().toList());
        transcript.line("");
        transcript.fact("truth", String.join("、", real) + "\n" + files.truth());
        transcript.fact(
                "verdict",
                agrees
                        ? "the answer names these %d places and no other".formatted(real.size())
                        : "the answer names %s".formatted(told.isEmpty() ? "no place" : String.join("、", told)));
        return agrees;
    }

    private void tellWhereThingsLie(Path folder) {
        transcript.line("");
        transcript.fact("log", folder.resolve("waypost.log").toString());
        transcript.fact("data", "%s, made anew at each start; its databases know no number".formatted(folder));
    }

    private void stayUp(Gateway gateway, World world, NetworkFiles files) throws InterruptedException {
        int port = gateway.smppAddress().getPort();
        String options = port == 2775 ? "" : " --port " + port;
        String number = world.traveller(1).number();
        transcript.line("");
        transcript.line("The gateway stays up until Ctrl-C. Text it from another terminal, as anybody in");
        transcript.line("%s:".formatted(files.subscribers()));
        transcript.line("");
        transcript.line("  ./waypost simulate text %s %s 'CXMYD#%s'%s"
                .formatted(number, SHORT_CODE, world.traveller(1).idSuffix(), options));
        transcript.line("  ./waypost simulate text %s %s Y%s".formatted(number, SHORT_CODE, options));
        Runtime.getRuntime().addShutdownHook(threads.newThread(gateway::close));
        new CountDownLatch(1).await();
    }
}
