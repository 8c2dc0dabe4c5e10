package org.waypost.itinerary.geography;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "440-10, 440, 10",
        "440-10-1-2, 440, 10",
        "lte-440-10-1-2, 440, 10",
        "310-410, 310, 410",
        "454-03-12, 454, 03",
        "440, 440,",
        "440-01-x y, 440, 01"
    })
    void recognizesAForeignNetworkByItsCountryCode(String cell, String mcc, String mnc) {
        assertThat(ForeignNetwork.of(cell)).contains(new ForeignNetwork(mcc, mnc));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"460-00", "460-00-1-2", "lte-460-00-1-2", "cell 7", "", "44-10", "4401-0", "440-1", "440-1000"})
    void leavesEverythingElseAlone(String cell) {
        assertThat(ForeignNetwork.of(cell)).isEmpty();
    }
}
