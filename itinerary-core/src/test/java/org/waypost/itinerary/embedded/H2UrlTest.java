package org.waypost.itinerary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.h2.engine.SysProperties;
import org.junit.jupiter.api.Test;

class H2UrlTest {
    @Test
    void keepsNoValuesForLater() {
        assertThat(H2Url.of("somewhere")).startsWith("jdbc:h2:").endsWith("somewhere");
        assertThat(SysProperties.OBJECT_CACHE).isFalse();
    }
}
