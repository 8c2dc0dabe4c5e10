package org.waypost.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.Test;
import org.waypost.simulator.smsc.ShortMessage;
import org.waypost.simulator.smsc.SmscLink;
import org.waypost.simulator.smsc.StandInGateway;

class LoadRunIT {
    private static final List<String> NUMBERS = List.of("8619900000001", "8619900000002", "8619900000003");

    private static LoadPlan plan(String shortCode, double rate, int millis, Duration patience) {
        return new LoadPlan(NUMBERS, shortCode, "XCK", rate, Duration.ZERO, Duration.ofMillis(millis), 2, patience);
    }

    private static LoadFigures run(StandInGateway gateway, LoadPlan plan) throws Exception {
        EventLoopGroup workers = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        SmscLink there = new SmscLink("127.0.0.1", gateway.port(), "smsc", "right");
        try (LoadLink link = LoadLink.bind(there, plan.window(), workers, System::nanoTime)) {
            return new LoadRun(plan, List.of(link), System::nanoTime).run();
        } finally {
            workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    @Test
    void measuresEachQuestionToTheLastSegmentOfItsAnswer() throws Exception {
        try (StandInGateway gateway = new StandInGateway()) {
            Thread answering = new Thread(() -> answer(gateway, 3));
            answering.start();
            LoadFigures figures = run(gateway, plan("10001", 30, 100, Duration.ofSeconds(20)));
            answering.join();
            assertThat(figures.sent()).isEqualTo(3);
            assertThat(figures.acknowledged().getTotalCount()).isEqualTo(3);
            assertThat(figures.answered().getTotalCount()).isEqualTo(3);
            assertThat(figures.missing()).isZero();
        }
    }

    private static void answer(StandInGateway gateway, int questions) {
        try {
            for (int i = 0; i < questions; i++) {
                SubmitSm question = gateway.nextSubmission();
                gateway.deliver(segment(question.getSourceAddr(), "0500030102016100"));
                gateway.deliver(segment(question.getSourceAddr(), "0500030102026200"));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ShortMessage segment(String to, String hex) {
        return new ShortMessage("10001", to, 8, true, HexFormat.of().parseHex(hex));
    }

    @Test
    void countsWhatIsRefusedAndWhatIsNeverAnswered() throws Exception {
        try (StandInGateway gateway = new StandInGateway()) {
            LoadFigures refused = run(gateway, plan("404", 30, 100, Duration.ofSeconds(20)));
            assertThat(refused.refused()).containsEntry(0x0B, 3L);
            assertThat(refused.table()).contains("0x0B: 3");

            LoadFigures silent = run(gateway, plan("10001", 60, 100, Duration.ZERO));
            assertThat(silent.missing()).isEqualTo(3);
            assertThat(silent.skipped()).isEqualTo(3);
            assertThat(silent.json(plan("10001", 60, 100, Duration.ZERO), 1)).contains("\"missing\":3");
        }
    }

    @Test
    void timeRunsFromTheMomentAQuestionWasDue() {
        LoadPlan plan = plan("10001", 1_000, 1_000, Duration.ZERO);
        assertThat(plan.questions()).isEqualTo(1_000);
        assertThat(plan.due(500)).isEqualTo(500_000_000);
        assertThat(plan.number(4)).isEqualTo(NUMBERS.get(1));
    }
}
