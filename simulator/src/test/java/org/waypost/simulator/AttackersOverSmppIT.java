package org.waypost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.store.BalanceItem;
import org.waypost.simulator.handset.Handset;
import org.waypost.simulator.handset.Received;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.Submission;

/** Rows M12 to M17 from outside: what the victim's phone gets, and whether the owner is still served. */
class AttackersOverSmppIT {
    private static final String OWNER = "+8613800138000";
    private static final String SOMEBODY = "+8613900139000";
    private static final String ENDING = "123X";
    private static final int INVALID_SOURCE = 0x0A;
    private static final int INVALID_DESTINATION = 0x0B;
    private static final int FORGED = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** By then nothing more comes: every question was acknowledged, and so its reply stored, before. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    private final ShiftedClock clock = new ShiftedClock(Instant.parse("2026-11-24T02:00:00Z"));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private TwoCarriers carriers;
    private Handset owner;
    private Handset victim;

    @BeforeEach
    void start() throws Exception {
        Logger waypost = (Logger) LoggerFactory.getLogger("org.waypost");
        waypost.setLevel(Level.DEBUG);
        log.start();
        waypost.addAppender(log);
        carriers = new TwoCarriers(directory, clock);
        carriers.register("msisdn,id_suffix,active_from\n%s,%s,2015-01-01\n%s,4321,2015-01-01\n"
                .formatted(OWNER, ENDING, SOMEBODY));
        owner = new Handset(OWNER, carriers.smsc(), System::nanoTime);
        victim = new Handset(OWNER, carriers.other(), System::nanoTime);
    }

    /** P4: whatever was tried, the log knows no number and no ID ending. */
    @AfterEach
    void stopAndReadTheLog() {
        carriers.close();
        Logger waypost = (Logger) LoggerFactory.getLogger("org.waypost");
        waypost.detachAppender(log);
        waypost.setLevel(null);
        assertThat(log.list).isNotEmpty();
        for (ILoggingEvent event : log.list) {
            String line = event.getFormattedMessage()
                    + Optional.ofNullable(event.getThrowableProxy())
                            .map(ThrowableProxyUtil::asString)
                            .orElse("");
            assertThat(line).doesNotContain("13800138000", "13900139000", ENDING, "jndi", "CXMYD");
        }
    }

    private Submission submit(String from, String to, String text) {
        return carriers.other().submit(new ShortMessage(from, to, 8, false, text.getBytes(StandardCharsets.UTF_16BE)));
    }

    private static List<String> all(Handset phone) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (Optional<Received> one = phone.await(QUIET); one.isPresent(); one = phone.await(QUIET)) {
            texts.add(one.get().text());
        }
        return texts;
    }

    private Received ownerAsks(String text) throws InterruptedException {
        assertThat(owner.text("10001", text)).isInstanceOf(Submission.Acknowledged.class);
        return owner.await(PATIENCE).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bank", "10001", "10658086", "", "106980001234", "+4915112345678", "+861380013800"})
    void refusesWhoIsNoSubscriberOfThePeer(String sender) { // M12
        assertThat(submit(sender, "10001", "CXMYD#" + ENDING)).isEqualTo(new Submission.Refused(INVALID_SOURCE));
    }

    @Test
    void repliesFiveTimesToAFloodOfForgedQuestionsAndServesTheOwnerAgainLater() throws Exception { // M13
        for (int i = 0; i < FORGED; i++) {
            assertThat(submit(OWNER, "10001", i % 2 == 0 ? "CXMYD" : "XCK #" + i))
                    .isInstanceOf(Submission.Acknowledged.class);
        }
        List<String> got = all(victim);
        assertThat(got).hasSize(5);
        assertThat(got.get(4)).contains("暂时不再回复");
        assertThat(carriers.gateway().store().balance().total(BalanceItem.SILENT))
                .isEqualTo(FORGED - 5L);

        clock.advance(Duration.ofMinutes(11));
        assertThat(ownerAsks("CXMYD#" + ENDING).text()).contains("回复Y即授权");
        assertThat(ownerAsks("Y").text()).contains("根据您的授权查询");
    }

    @Test
    void doesNotLockTheOwnerOutForGuessesElsewhere() throws Exception { // M17
        for (int i = 0; i < 5; i++) {
            submit(OWNER, "10001", "CXMYD#000" + i);
        }
        assertThat(all(victim)).hasSize(5).allMatch(t -> t.contains("证件数字有误") && t.contains("重新输入"));
        clock.advance(Duration.ofMinutes(11));
        submit(OWNER, "10001", "CXMYD#" + ENDING);
        assertThat(all(victim)).singleElement().asString().contains("次数过多");
        assertThat(ownerAsks("CXMYD#" + ENDING).text()).contains("回复Y即授权");
        // never a full lock, not even there
        clock.advance(Duration.ofHours(24));
        submit(OWNER, "10001", "CXMYD#" + ENDING);
        assertThat(all(victim)).singleElement().asString().contains("回复Y即授权");
    }

    @Test
    void takesEverySpellingOfANumberForOneNumber() throws Exception { // M16
        for (String spelling : List.of("+8613800138000", "8613800138000", "008613800138000", "13800138000")) {
            for (int i = 0; i < 3; i++) {
                assertThat(submit(spelling, "10001", "HELP")).isInstanceOf(Submission.Acknowledged.class);
            }
        }
        assertThat(all(victim)).hasSize(5);
    }

    @Test
    void neverTakesAReceiptOrAForeignShortCodeForAQuestion() throws Exception { // M14
        assertThat(submit(OWNER, "99999", "XCK")).isEqualTo(new Submission.Refused(INVALID_DESTINATION));
        SMPPSession session = new SMPPSession();
        try {
            session.connectAndBind(
                    "127.0.0.1",
                    carriers.port(),
                    new BindParameter(
                            BindType.BIND_TX,
                            "other",
                            "waypost",
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            ""));
            session.submitShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    "8613800138000",
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.ISDN,
                    "10001",
                    new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
                    (byte) 0,
                    (byte) 0,
                    null,
                    null,
                    new RegisteredDelivery(0),
                    (byte) 0,
                    DataCodings.newInstance((byte) 0),
                    (byte) 0,
                    "XCK".getBytes(StandardCharsets.US_ASCII));
        } finally {
            session.unbindAndClose();
        }
        assertThat(all(victim)).isEmpty();
    }

    @Test
    void hostileTextsAreUnknownTextsAndNothingElse() throws Exception { // M15
        List<String> texts = List.of(
                "${jndi:ldap://127.0.0.1/x}",
                "=cmd|' /C calc'!A0",
                "<script>alert(1)</script>",
                "'; drop table question; --",
                "{number}{notes}",
                "%s%n%x",
                "\u202ECXMYD#\u202D9",
                "СХМYD#123X",
                "\u0000\u0007\u001B[2J",
                "\uD83D\uDE00 \uD800");
        Handset somebody = new Handset(SOMEBODY, carriers.other(), System::nanoTime);
        for (String text : texts) {
            assertThat(submit(SOMEBODY, "10001", text)).isInstanceOf(Submission.Acknowledged.class);
        }
        // one help text an hour for unknown texts; one of them is the keyword with an ending that is none
        assertThat(all(somebody))
                .hasSizeBetween(1, 2)
                .allMatch(t -> t.contains("CXMYD#1234") && !t.contains("jndi") && !t.contains("<script>"));
        assertThat(submit(SOMEBODY, "10001", "ＣＸＭＹＤ＃\u200B４３２１")).isInstanceOf(Submission.Acknowledged.class);
        assertThat(all(somebody)).singleElement().asString().contains("回复Y即授权");
    }
}
