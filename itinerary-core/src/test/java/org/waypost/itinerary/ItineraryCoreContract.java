package org.waypost.itinerary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.itinerary.ingest.CellReport;
import org.waypost.itinerary.ingest.EventReport;
import org.waypost.itinerary.ingest.ImportOptions;
import org.waypost.itinerary.ingest.Source;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Itinerary;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Visit;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.signalling.EventMapping;
import org.waypost.itinerary.signalling.Rejection;
import org.waypost.itinerary.stay.StayRules;
import org.waypost.itinerary.store.Database;

/** What the core does on every database; a subclass only says how to connect. */
abstract class ItineraryCoreContract {
    private static final Msisdn NUMBER = Msisdn.ofDigits("8613800138000");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Window FORTNIGHT = new Window(TODAY.minusDays(14), TODAY.minusDays(1));
    private static final StayRules FOUR_HOURS = StayRules.longerThan(Duration.ofHours(4));
    private static final String CELLS = """
            cell,region,border,valid_from,valid_to
            460-00-4301-1,430102,,2026-01-01,
            460-00-4302-1,430200,,2026-01-01,
            460-00-4301-2,430100,430200,2026-01-01,
            460-00-4301-3,430100,,2026-01-01,2026-11-20
            """;

    @TempDir
    Path directory;

    private final KeyRing keys = KeyRing.random();
    private ItineraryCore core;

    /** The same database throughout one test, empty at its beginning. */
    abstract Database database();

    @BeforeEach
    void openCore() throws Exception {
        core = open(keys, ItinerarySettings.DEFAULT_ZONE);
        CellReport report = core.importCells(source("cells.csv", CELLS));
        assertThat(report.accepted()).isEqualTo(4);
        assertThat(report.faults()).isEmpty();
    }

    @AfterEach
    void closeCore() {
        core.close();
    }

    private ItineraryCore open(KeyRing ring, ZoneOffset zone) throws CoreStartException {
        return open(ring, zone, Instant.parse("2026-11-24T01:00:00Z"));
    }

    private ItineraryCore open(KeyRing ring, ZoneOffset zone, Instant now) throws CoreStartException {
        ItinerarySettings settings = new ItinerarySettings(database(), Path.of("../config/gazetteer"), zone, 32, 4);
        return ItineraryCore.open(settings, ring, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Source source(String name, String text) {
        return Source.stream(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private EventReport importEvents(String... lines) throws Exception {
        return importEvents(ImportOptions.PLAIN, lines);
    }

    private EventReport importEvents(ImportOptions options, String... lines) throws Exception {
        String text = "msisdn,time,cell,kind\n" + String.join("\n", lines) + "\n";
        return core.importEvents(List.of(source("events.csv", text)), options);
    }

    private Itinerary.Period ask(Window window) throws Exception {
        return core.itineraries()
                .read(List.of(grant(window, null)))
                .get(0)
                .periods()
                .get(0);
    }

    private static Grant grant(Window window, LocalDate notBefore) {
        return new Grant(NUMBER, List.of(window), FOUR_HOURS, notBefore, "city-14", "test");
    }

    private static List<String> cities(Itinerary.Period period) {
        return period.visits().stream().map(visit -> visit.place().chinese()).toList();
    }

    @Test
    void listsTheCitiesOfLongStaysAndTheCountriesOfAnySighting() throws Exception {
        EventReport report = importEvents(
                "+8613800138000,2026-11-20T08:00:00+08:00,460-00-4301-1,tau",
                "8613800138000,2026-11-20T12:01:59+08:00,460-00-4301-1,tau",
                "+8613800138000,2026-11-21T08:00:00+08:00,460-00-4302-1,tau",
                "+8613800138000,2026-11-21T12:00:00+08:00,460-00-4302-1,tau",
                "+8613800138000,2026-11-22T08:00:00+08:00,440-10,tau");
        assertThat(report.accepted()).isEqualTo(5);
        assertThat(report.subscribers()).isEqualTo(1);
        Itinerary.Period period = ask(FORTNIGHT);
        assertThat(cities(period)).containsExactly("日本", "长沙");
        assertThat(period.visits().get(1).firstDay()).isEqualTo("2026-11-20");
        assertThat(period.anySighting()).isTrue();
        assertThat(period.completeThrough()).isNull();
    }

    @Test
    void countsAStayThatReachesIntoTheWindowWithItsWholeLength() throws Exception {
        importEvents(
                "+8613800138000,2026-11-19T19:00:00+08:00,460-00-4301-1,tau",
                "+8613800138000,2026-11-20T01:00:00+08:00,460-00-4301-1,tau");
        Visit visit = ask(new Window(LocalDate.parse("2026-11-20"), TODAY.minusDays(1)))
                .visits()
                .get(0);
        assertThat(visit.firstDay()).isEqualTo("2026-11-20");
    }

    @Test
    void readsNothingOfTodayAndNothingFromBeforeTheNumberWasTheOwners() throws Exception { // P12
        importEvents(
                "+8613800138000,2026-11-10T08:00:00+08:00,460-00-4302-1,",
                "+8613800138000,2026-11-10T18:00:00+08:00,460-00-4302-1,",
                "+8613800138000,2026-11-23T22:00:00+08:00,460-00-4301-1,",
                "+8613800138000,2026-11-24T08:00:00+08:00,460-00-4301-1,");
        assertThat(cities(ask(new Window(TODAY.minusDays(14), TODAY)))).containsExactly("株洲");
        Grant later = grant(FORTNIGHT, LocalDate.parse("2026-11-11"));
        Itinerary.Period period =
                core.itineraries().read(List.of(later)).get(0).periods().get(0);
        assertThat(period.visits()).isEmpty();
        assertThat(period.anySighting()).isTrue();
    }

    @Test
    void aStayThatEndsBeforeTheWindowIsNotInItAndOneThatBeginsOnItsLastDayIs() throws Exception {
        importEvents(
                "+8613800138000,2026-11-18T14:00:00+08:00,460-00-4301-1,",
                "+8613800138000,2026-11-18T23:59:59+08:00,460-00-4301-1,",
                "+8613800138000,2026-11-20T19:00:00+08:00,460-00-4302-1,",
                "+8613800138000,2026-11-20T23:59:59+08:00,460-00-4302-1,");
        Window window = new Window(LocalDate.parse("2026-11-19"), LocalDate.parse("2026-11-20"));
        assertThat(cities(ask(window))).containsExactly("株洲");
        Window dayBefore = new Window(LocalDate.parse("2026-11-18"), LocalDate.parse("2026-11-18"));
        assertThat(cities(ask(dayBefore))).containsExactly("长沙");
    }

    @Test
    void aLateFileChangesTheAnswerAsIfItHadComeInTime() throws Exception { // F21
        importEvents(
                "+8613800138000,2026-11-20T08:00:00+08:00,460-00-4301-1,",
                "+8613800138000,2026-11-20T21:00:00+08:00,460-00-4301-1,");
        assertThat(cities(ask(FORTNIGHT))).isEmpty();
        importEvents("+8613800138000,2026-11-20T14:00:00+08:00,460-00-4301-1,");
        assertThat(cities(ask(FORTNIGHT))).containsExactly("长沙");
    }

    @Test
    void staysAcrossTwoWindowsOfOneGrantCountInBoth() throws Exception {
        importEvents(
                "+8613800138000,2026-11-19T21:00:00+08:00,460-00-4301-1,",
                "+8613800138000,2026-11-20T02:00:00+08:00,460-00-4301-1,");
        Window earlier = new Window(LocalDate.parse("2026-11-10"), LocalDate.parse("2026-11-19"));
        Window later = new Window(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-23"));
        Grant grant = new Grant(NUMBER, List.of(later, earlier), FOUR_HOURS, null, "roam-15-30", "test");
        Itinerary itinerary = core.itineraries().read(List.of(grant)).get(0);
        assertThat(itinerary.periods())
                .allSatisfy(period -> assertThat(cities(period)).containsExactly("长沙"));
        assertThat(itinerary.periods().get(1).visits().get(0).lastDay()).isEqualTo("2026-11-19");
    }

    @Test
    void explainsEveryCityListedAndEveryOneThatIsNot() throws Exception {
        importEvents(
                "+8613800138000,2026-11-20T08:00:00+08:00,460-00-4301-1,tau",
                "+8613800138000,2026-11-20T13:00:00+08:00,460-00-4301-2,tau",
                "+8613800138000,2026-11-20T15:00:00+08:00,460-00-4302-1,tau");
        Explanation explanation = core.explain(grant(FORTNIGHT, null));
        assertThat(cities(explanation.itinerary().periods().get(0))).containsExactly("长沙");
        assertThat(explanation.periods().get(0).findings())
                .extracting(
                        finding -> finding.place().chinese(),
                        finding -> finding.first().toString(),
                        finding -> finding.last().toString(),
                        Explanation.Finding::strong,
                        Explanation.Finding::border,
                        Explanation.Finding::counts)
                .containsExactly(
                        tuple("长沙", "2026-11-20T08:00", "2026-11-20T13:00", 1, 1, true),
                        tuple("株洲", "2026-11-20T15:00", "2026-11-20T15:00", 1, 0, false));
    }

    @Test
    void answersManyGrantsAtOnceInTheirOrder() throws Exception {
        importEvents("+8613800138001,2026-11-20T08:00:00+08:00,440-10,");
        Grant other =
                new Grant(Msisdn.ofDigits("8613800138001"), List.of(FORTNIGHT), FOUR_HOURS, null, "city-14", "test");
        List<Itinerary> answers = core.itineraries().read(List.of(grant(FORTNIGHT, null), other, other));
        assertThat(answers)
                .extracting(answer -> cities(answer.periods().get(0)))
                .containsExactly(List.of(), List.of("日本"), List.of("日本"));
        assertThat(core.itineraries().read(List.of())).isEmpty();
    }

    @Test
    void tellsWhichDaysAreComplete() throws Exception { // F21
        core.markComplete(FORTNIGHT.first());
        EventReport report = importEvents(
                ImportOptions.PLAIN.withCompleteDay(FORTNIGHT.first().plusDays(1)));
        assertThat(report.completed()).isEqualTo("2026-11-11");
        core.markComplete(FORTNIGHT.first().plusDays(3));
        assertThat(ask(FORTNIGHT).completeThrough()).isEqualTo(FORTNIGHT.first().plusDays(1));
        assertThat(ask(FORTNIGHT).anySighting()).isFalse();
    }

    @Test
    void rejectsWithReasonAndQuarantinesWithoutTheNumber() throws Exception { // P4
        Path quarantine = directory.resolve("quarantine");
        EventReport report = importEvents(
                ImportOptions.PLAIN.withQuarantine(quarantine),
                "+8613800138000,2026-11-20T08:00:00+08:00,460-00-4301-9,tau",
                "+8613800138000,2026-11-21T08:00:00+08:00,460-00-4301-3,tau",
                "+8613800138000,2026-11-25T08:00:00+08:00,460-00-4301-1,tau",
                "+8613800138000,2026-10-01T08:00:00+08:00,460-00-4301-1,tau",
                "+8613800138000,2026-13-01T08:00:00+08:00,460-00-4301-1,tau",
                "+8613800138000,yesterday,460-00-4301-1,8613900139000",
                "+8613800138000,2026-11-20T08:00:00+08:00",
                "nobody,2026-11-20T08:00:00+08:00,460-00-4301-1,8613900139000");
        assertThat(report.accepted()).isZero();
        assertThat(report.rejected())
                .isEqualTo(Map.of(
                        Rejection.UNKNOWN_CELL, 1L,
                        Rejection.CELL_NOT_VALID, 1L,
                        Rejection.TIME_IN_FUTURE, 1L,
                        Rejection.OLDER_THAN_RETENTION, 1L,
                        Rejection.MALFORMED_LINE, 3L,
                        Rejection.BAD_NUMBER, 1L));
        List<String> lines = Files.readAllLines(report.quarantine());
        String pseudonym = keys.oldest().subscriber(NUMBER).toString();
        assertThat(lines)
                .startsWith(
                        "file,line,reason,text",
                        "events.csv,2,unknown-cell,\"" + pseudonym + ",2026-11-20T08:00:00+08:00,460-00-4301-9,tau\"");
        assertThat(lines).hasSize(9).noneMatch(line -> line.contains("3800138000") || line.contains("3900139000"));
        assertThat(lines.get(8)).isEqualTo("events.csv,9,bad-number,");
    }

    @Test
    void importingAgainChangesNothing() throws Exception {
        String[] lines = {
            "+8613800138000,2026-11-20T08:00:00+08:00,460-00-4301-1,tau",
            "+8613800138000,1795132800000,460-00-4301-2,tau",
            "+8613800138000,2026-11-20T08:00:30+08:00,460-00-4301-1,tau"
        };
        EventReport first = importEvents(lines);
        assertThat(first.accepted()).isEqualTo(3);
        assertThat(first.duplicates()).isEqualTo(1);
        assertThat(first.border()).isEqualTo(1);
        EventReport second = importEvents(lines);
        assertThat(second.duplicates()).isEqualTo(3);
        assertThat(second.rowsWritten()).isZero();
    }

    @Test
    void readsForeignLayoutsThroughAMapping() throws Exception {
        EventMapping mapping = EventMapping.parse(List.of(
                "separator = ;",
                "header = no",
                "msisdn = 86${2}",
                "time = ${1}",
                "time-form = yyyyMMddHHmmss",
                "time-zone = +08:00",
                "cell = 460-00-${3}-${4}"));
        Path quarantine = directory.resolve("quarantine");
        EventReport report = core.importEvents(
                List.of(source("north.txt", """
                        20261120080000;13800138000;4301;1
                        20261120130000;13800138000;4301;1
                        20261120140000;13800138000;4301;9
                        20261120140000;13800138000;4301
                        """)),
                ImportOptions.PLAIN.withMapping(mapping).withQuarantine(quarantine));
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(cities(ask(FORTNIGHT))).containsExactly("长沙");
        assertThat(Files.readAllLines(report.quarantine()))
                .containsExactly(
                        "file,line,reason,text",
                        "north.txt,3,unknown-cell,\"" + keys.oldest().subscriber(NUMBER)
                                + ",1795154400000,460-00-4301-9\"",
                        "north.txt,4,malformed-line,");
    }

    @Test
    void readsGzipAndReportsTruncatedFiles() throws Exception {
        byte[] packed =
                gzip("msisdn,time,cell\n" + "+8613800138000,2026-11-20T08:00:00+08:00,460-00-4301-1\n".repeat(2000));
        Source whole = Source.stream("a.csv.gz", new ByteArrayInputStream(packed));
        assertThat(core.importEvents(List.of(whole), ImportOptions.PLAIN).accepted())
                .isEqualTo(2000);
        Source cut = Source.stream("b.csv.gz", new ByteArrayInputStream(packed, 0, packed.length - 12));
        EventReport report =
                core.importEvents(List.of(cut), ImportOptions.PLAIN.withCompleteDay(LocalDate.parse("2026-11-20")));
        assertThat(report.unreadable())
                .singleElement()
                .satisfies(source -> assertThat(source.name()).isEqualTo("b.csv.gz"));
        assertThat(report.completed()).isNull();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void erasesASubscriberAndNobodyElse() throws Exception { // P8
        importEvents(
                "+8613800138000,2026-11-20T08:00:00+08:00,440-10,",
                "+8613800138000,2026-11-21T08:00:00+08:00,440-10,",
                "+8613800138001,2026-11-20T08:00:00+08:00,440-10,");
        assertThat(core.erase(NUMBER)).isEqualTo(2);
        assertThat(ask(FORTNIGHT).anySighting()).isFalse();
        assertThat(core.erase(Msisdn.ofDigits("8613800138001"))).isEqualTo(1);
    }

    @Test
    void purgesWhatRetentionNoLongerAllowsUnlessTheClockJumped() throws Exception { // F14, P7
        importEvents(
                "+8613800138000,2026-10-24T08:00:00+08:00,440-10,",
                "+8613800138000,2026-10-25T08:00:00+08:00,440-10,",
                "+8613800138000,2026-11-20T08:00:00+08:00,440-10,");
        assertThat(core.purge(false)).isEqualTo(new PurgeReport(LocalDate.parse("2026-10-23"), 0, ""));
        openAt("2026-11-26T01:00:00Z");
        assertThat(core.purge(false)).isEqualTo(new PurgeReport(LocalDate.parse("2026-10-25"), 1, ""));
        openAt("2036-11-24T01:00:00Z");
        assertThat(core.purge(false).refusal()).contains("would go to 2036-10-23", "is the clock right?");
        assertThat(core.purge(true).tracks()).isEqualTo(2);
    }

    @Test
    void purgesAsBeforeAfterTheClockWentBackForAWhile() throws Exception { // F14, P7
        importEvents(
                "+8613800138000,2026-10-24T08:00:00+08:00,440-10,", "+8613800138000,2026-11-20T08:00:00+08:00,440-10,");
        assertThat(core.purge(false).done()).isTrue();
        openAt("2016-11-24T01:00:00Z");
        assertThat(core.purge(false)).isEqualTo(new PurgeReport(LocalDate.parse("2016-10-23"), 0, ""));
        openAt("2026-11-25T02:00:00Z");
        assertThat(core.purge(false)).isEqualTo(new PurgeReport(LocalDate.parse("2026-10-24"), 0, ""));
        openAt("2026-11-26T01:00:00Z");
        assertThat(core.purge(false).tracks()).isEqualTo(1);
    }

    @Test
    void tellsEverythingThatIsKeptOfASubscriber() throws Exception { // P8
        importEvents(
                "+8613800138000,2026-11-20T08:03:00+08:00,440-10,",
                "+8613800138000,2026-11-20T09:00:00+08:00,440-10,",
                "+8613800138000,2026-11-21T08:00:00+08:00,440-10,",
                "+8613800138001,2026-11-20T08:00:00+08:00,440-10,");
        List<KeptDay> kept = core.kept(NUMBER);
        assertThat(kept)
                .extracting(KeptDay::day)
                .containsExactly(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-11-21"));
        assertThat(kept.get(0).sightings()).singleElement().satisfies(sighting -> {
            assertThat(sighting.code()).isEqualTo("JP");
            assertThat(sighting.minutes()).containsExactly(LocalTime.of(8, 3), LocalTime.of(9, 0));
        });
        core.erase(NUMBER);
        assertThat(core.kept(NUMBER)).isEmpty();
    }

    @Test
    void neverReadsOutsideRetentionEvenWhatIsNotPurgedYet() throws Exception { // P7
        importEvents(
                "+8613800138000,2026-11-10T08:00:00+08:00,460-00-4302-1,",
                "+8613800138000,2026-11-10T18:00:00+08:00,460-00-4302-1,",
                "+8613800138000,2026-11-11T08:00:00+08:00,460-00-4301-1,",
                "+8613800138000,2026-11-11T18:00:00+08:00,460-00-4301-1,");
        core.markComplete(LocalDate.parse("2026-11-10"));
        Window all = new Window(LocalDate.parse("2026-11-10"), LocalDate.parse("2026-12-11"));
        openAt("2026-12-12T01:00:00Z");
        assertThat(cities(ask(all))).containsExactly("长沙", "株洲");
        assertThat(ask(all).completeThrough()).isEqualTo("2026-11-10");
        openAt("2026-12-13T01:00:00Z");
        assertThat(cities(ask(all))).containsExactly("长沙");
        assertThat(ask(all).completeThrough()).isNull();
        openAt("2026-12-14T01:00:00Z");
        assertThat(ask(all).anySighting()).isFalse();
    }

    @Test
    void neverPurgesEverythingUnasked() throws Exception { // F14, P7
        importEvents("+8613800138000,2026-11-20T08:00:00+08:00,440-10,");
        openAt("2036-11-24T01:00:00Z");
        assertThat(core.purge(false).refusal()).contains("newest, of 2026-11-20");
    }

    private void openAt(String now) throws CoreStartException {
        core.close();
        core = open(keys, ItinerarySettings.DEFAULT_ZONE, Instant.parse(now));
    }

    @Test
    void refusesOtherKeysAndAnotherZoneOnceThereAreTracks() throws Exception { // P3
        core.close();
        KeyRing others = KeyRing.random();
        core = open(others, ItinerarySettings.DEFAULT_ZONE);
        importEvents("+8613800138000,2026-11-20T08:00:00+08:00,460-00-4301-1,tau");
        core.close();
        assertThatThrownBy(() -> open(keys, ItinerarySettings.DEFAULT_ZONE))
                .isInstanceOfSatisfying(
                        CoreStartException.class,
                        e -> assertThat(e.reason()).isEqualTo(CoreStartException.Reason.OTHER_KEYS));
        assertThatThrownBy(() -> open(others, ZoneOffset.UTC))
                .isInstanceOfSatisfying(
                        CoreStartException.class,
                        e -> assertThat(e.reason()).isEqualTo(CoreStartException.Reason.OTHER_ZONE));
        core = open(others, ItinerarySettings.DEFAULT_ZONE);
        assertThat(core.itineraries()
                        .read(List.of(grant(FORTNIGHT, null)))
                        .get(0)
                        .periods()
                        .get(0)
                        .anySighting())
                .isTrue();
    }
}
