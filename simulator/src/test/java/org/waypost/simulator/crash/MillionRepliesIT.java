package org.waypost.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.dialogue.Answer;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.message.Reply;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.gateway.store.StoredAnswer;
import org.waypost.gateway.store.StoredRequest;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;
import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.simulator.ledger.Ledger;

/** A start with a backlog that must not be loaded at once, in the 256 MB that children have; {@code -Dwaypost.open.replies=}. */
class MillionRepliesIT {
    private static final int OF_A_BATCH = 250;
    private static final int FIRST = 1_000_000;
    private static final int DELIVERED = 500;

    @TempDir
    private Path home;

    @Test
    @EnabledIfSystemProperty(
            named = "waypost.open.replies",
            matches = "[0-9]+",
            disabledReason = "a million replies take minutes to make")
    void isReadyInTimeWithAMillionOpenReplies() throws Exception { // F1
        int replies = Integer.getInteger("waypost.open.replies", 0);
        Installation installation = Installation.embedded(home, 1);
        try (GatewayStore store = installation.store()) {
            Instant now = Instant.now();
            for (int done = 0; done < replies; done += OF_A_BATCH) {
                fill(store, installation.keys(), FIRST + done, now);
            }
            store.force();
        }
        long bytes = Files.size(installation.file());
        Duration first;
        Ledger ledger = new Ledger();
        try (Carrier carrier = new Carrier(ledger, 1, 1, 1);
                GatewayProcess gateway = start(installation)) {
            carrier.connect(gateway.awaitPort());
            first = gateway.timeToReady();
            LiveGateway.await("replies of the backlog", () -> ledger.history().size() > DELIVERED);
        }
        try (GatewayProcess gateway = start(installation)) {
            assertThat(gateway.awaitPort()).isPositive();
            System.out.printf(
                    "open replies: %d in %d MB, ready after %d ms, and after kill -9 under way after %d ms%n",
                    replies,
                    bytes >> 20,
                    first.toMillis(),
                    gateway.timeToReady().toMillis());
        }
    }

    private static GatewayProcess start(Installation installation) throws Exception {
        return GatewayProcess.start(
                installation, CrashingGateway.class, installation.config().toString(), CrashSeries.NOWHERE, "1");
    }

    private static void fill(GatewayStore store, KeyRing keys, int first, Instant now)
            throws StoreUnavailableException {
        store.inBatch(0, transaction -> {
            List<Pseudonyms> senders = new ArrayList<>();
            for (int i = 0; i < OF_A_BATCH; i++) {
                senders.add(keys.pseudonyms(Msisdn.ofDigits(Installation.number(first + i)), now));
            }
            var files = transaction.lock(senders);
            long[] ids = transaction.newQuestions(OF_A_BATCH);
            List<StoredRequest> requests = new ArrayList<>();
            List<StoredAnswer> answers = new ArrayList<>();
            for (int i = 0; i < OF_A_BATCH; i++) {
                Msisdn sender = Msisdn.ofDigits(Installation.number(first + i));
                SubscriberKey subscriber = keys.oldest().subscriber(sender);
                CaseFile file = files.get(subscriber);
                requests.add(new StoredRequest(ids[i], subscriber, file, "smsc-trial", now));
                answers.add(new StoredAnswer(
                        ids[i],
                        new Message("smsc-trial", "10001", sender, subscriber, "XCK"),
                        new Answer(new Reply("一条等待发送的回复。", "answer"), file, List.of(), false),
                        1,
                        false,
                        now,
                        now.plus(Duration.ofDays(1))));
            }
            transaction.write(requests, List.of(), answers);
            return ids;
        });
    }
}
