package org.waypost.gateway.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.waypost.gateway.smpp.pdu.CommandId;

class PendingRequestsTest {
    private static final int LAST = 0x7FFFFFFF;

    // F13
    @Test
    void wrapsToOneAndPassesOverNumbersInUse() {
        PendingRequests pending = new PendingRequests(LAST);
        assertThat(add(pending)).isEqualTo(LAST);
        assertThat(add(pending)).isEqualTo(1);
        assertThat(add(pending)).isEqualTo(2);
    }

    // F13
    @Test
    void passesOverNumbersInUse() {
        PendingRequests pending = new PendingRequests(1, 4);
        for (int sequence = 1; sequence <= 4; sequence++) {
            assertThat(add(pending)).isEqualTo(sequence);
        }
        pending.answered(3, CommandId.DELIVER_SM_RESP);

        assertThat(add(pending)).isEqualTo(3);
    }

    // F10
    @Test
    void onlyTheRightKindOfResponseAnswers() {
        PendingRequests pending = new PendingRequests(1);
        add(pending);

        assertThat(pending.answered(1, CommandId.SUBMIT_SM_RESP)).isNull();
        assertThat(pending.answered(1, CommandId.DELIVER_SM_RESP)).isNotNull();
        assertThat(pending.answered(1, CommandId.DELIVER_SM_RESP)).isNull();
        assertThat(pending.messages()).isZero();
    }

    @Test
    void probesTakeNoPlaceInTheWindow() {
        PendingRequests pending = new PendingRequests(1);
        pending.add(CommandId.ENQUIRE_LINK, null, 0);
        assertThat(pending.messages()).isZero();
    }

    @Test
    void expiresTheOldestFirstAndNoneTooEarly() {
        PendingRequests pending = new PendingRequests(1);
        pending.add(CommandId.DELIVER_SM, outcome -> {}, 100);
        pending.add(CommandId.DELIVER_SM, outcome -> {}, 200);

        assertThat(pending.expired(109, 10)).isEmpty();
        assertThat(pending.expired(110, 10)).hasSize(1);
        assertThat(pending.messages()).isEqualTo(1);
        assertThat(pending.all()).hasSize(1);
        assertThat(pending.messages()).isZero();
    }

    private static int add(PendingRequests pending) {
        return pending.add(CommandId.DELIVER_SM, outcome -> {}, 0);
    }
}
