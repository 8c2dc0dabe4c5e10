package org.waypost.gateway.reception;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private final BatchSize size = new BatchSize(256, 400);

    @Test
    void halvesWhatTookTooLong() { // D2, D11
        size.took(256, 401);
        assertThat(size.limit()).isEqualTo(128);
        size.took(20, 401);
        assertThat(size.limit()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            size.took(1, 10_000);
        }
        assertThat(size.limit()).isEqualTo(1);
    }

    @Test
    void growsAgainAfterFullBatchesThatWereQuick() {
        size.took(256, 401);
        size.took(127, 10);
        assertThat(size.limit()).isEqualTo(128);
        size.took(128, 200);
        assertThat(size.limit()).isEqualTo(128);
        size.took(128, 199);
        assertThat(size.limit()).isEqualTo(256);
        size.took(256, 10);
        assertThat(size.limit()).isEqualTo(256);
    }
}
