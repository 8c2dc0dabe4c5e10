package org.waypost.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceTest { // D15
    private static BalanceLine line(BalanceItem item, long total) {
        return new BalanceLine(LocalDate.EPOCH, "node", 0, "smsc", item, total);
    }

    private static final List<BalanceLine> WHOLE = List.of(
            line(BalanceItem.ACKNOWLEDGED, 12),
            line(BalanceItem.MESSAGE, 8),
            line(BalanceItem.JOINED_PART, 1),
            line(BalanceItem.ABANDONED_PART, 1),
            line(BalanceItem.REPEAT, 1),
            line(BalanceItem.SILENT, 1),
            line(BalanceItem.DELIVERED, 2),
            line(BalanceItem.FAILED, 1),
            line(BalanceItem.EXPIRED, 1),
            line(BalanceItem.WITHDRAWN, 1));

    @Test
    void holdsWhenEverythingIsAccountedFor() {
        assertThat(new Balance(WHOLE, 1, 1, 1).holds()).isTrue();
    }

    @Test
    void tellsWhatIsMissingAndWhatIsTooMuch() {
        assertThat(new Balance(WHOLE, 0, 1, 1).messagesUnaccounted()).isEqualTo(1);
        assertThat(new Balance(WHOLE, 1, 1, 0).partsUnaccounted()).isEqualTo(1);
        List<BalanceLine> twice = new ArrayList<>(WHOLE);
        twice.add(line(BalanceItem.DELIVERED, 1));
        assertThat(new Balance(twice, 1, 1, 1).messagesUnaccounted()).isEqualTo(-1);
        assertThat(new Balance(twice, 1, 1, 1).holds()).isFalse();
    }
}
