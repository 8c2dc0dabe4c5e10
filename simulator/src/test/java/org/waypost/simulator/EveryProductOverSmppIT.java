package org.waypost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.simulator.handset.Handset;
import org.waypost.simulator.handset.Received;
import org.waypost.simulator.smsc.Submission;
import org.waypost.simulator.travel.NetworkFiles;
import org.waypost.simulator.travel.Noise;
import org.waypost.simulator.travel.Traveller;
import org.waypost.simulator.travel.World;

/** A conversation about each product as shipped, in both languages, over a socket. */
class EveryProductOverSmppIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ENDING = "ENDING";

    @TempDir
    private static Path directory;

    private static World world;
    private static TwoCarriers carriers;

    @BeforeAll
    static void start() throws Exception {
        world = new World(2026, 8, 16, TODAY, Noise.CALM.withEventsPerDay(30));
        NetworkFiles files = NetworkFiles.in(directory.resolve("world"));
        files.write(world);
        carriers =
                new TwoCarriers(directory, new ShiftedClock(TODAY.atTime(9, 0).toInstant(World.ZONE)));
        carriers.gateway().core().importCells(Source.file(files.cells()));
        carriers.gateway().core().importEvents(List.of(Source.file(files.events())), ImportOptions.PLAIN);
        for (int day = 1; day <= 31; day++) {
            carriers.gateway().core().markComplete(TODAY.minusDays(day));
        }
        carriers.register(Files.readString(files.subscribers()));
    }

    @AfterAll
    static void stop() {
        carriers.close();
    }

    /** Who texts what where, in turn, and what the replies must contain. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|zh|10001|CXMYD#ENDING / Y|回复Y即授权 / 根据您的授权查询，前14天（2026年11月10日至2026年11月23日）停留超过4小时的地方：",
                "1|zh|10086|CXMYD / ENDING|请在30分钟内回复您证件号码的后四位 / 前15天（2026年11月9日至2026年11月23日）到访过的地方：",
                "2|zh|10010|CXMYD#ENDING|前30天（2026年10月25日至2026年11月23日）停留超过4小时的地方：",
                "3|zh|10000|XCK|前7天（2026年11月17日至2026年11月23日）停留满4小时的地方：",
                "4|en|10001|CXMYD#ENDING / Y|Reply Y within 30 minutes / in the 14 days 10 Nov 2026 to 23 Nov 2026 your phone stayed longer than 4 hours in: ",
                "5|en|10086|CXMYD / ENDING|last four characters of your ID / in the 15 days 9 Nov 2026 to 23 Nov 2026 your phone was seen in: ",
                "6|en|10010|CXMYD#ENDING|in the 30 days 25 Oct 2026 to 23 Nov 2026 your phone stayed longer than 4 hours in: ",
                "7|en|10000|XCK|in the 7 days 17 Nov 2026 to 23 Nov 2026 your phone stayed 4 hours or longer in: ",
            })
    void answersInTheLanguageOfTheSubscriber(int index, String language, String shortCode, String texts, String replies)
            throws Exception {
        Traveller traveller = world.traveller(index);
        carriers.register("msisdn,language\n%s,%s\n".formatted(traveller.number(), language));
        List<String> asked = List.of(texts.split(" / ", -1));
        List<String> expected = List.of(replies.split(" / ", -1));
        try (Handset phone = new Handset(traveller.number(), carriers.smsc(), System::nanoTime)) {
            for (int i = 0; i < asked.size(); i++) {
                String text = asked.get(i).replace(ENDING, traveller.idSuffix());
                assertThat(phone.text(shortCode, text)).isInstanceOf(Submission.Acknowledged.class);
                Received reply = phone.await(PATIENCE).orElseThrow();
                assertThat(reply.from()).isEqualTo(shortCode);
                assertThat(reply.text()).contains(expected.get(i));
            }
        }
    }
}
