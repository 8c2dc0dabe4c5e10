package org.waypost.gateway;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.smpp.session.TlsIdentity;

/**
 * Looks every {@value #PAUSE_SECONDS} seconds whether certificates were renewed, takes new ones into use without a restart,
 * and warns once a day of those that end soon (contract F20).
 */
final class CertificateWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final int PAUSE_SECONDS = 10;
    private static final Duration BETWEEN_WARNINGS = Duration.ofDays(1);

    private final List<TlsIdentity> identities;
    private final Clock clock;
    private final Map<TlsIdentity, Instant> nextWarning = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    CertificateWatch(List<TlsIdentity> identities, Clock clock) {
        this.identities = List.copyOf(identities);
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            do {
                identities.forEach(this::look);
            } while (!stop.await(PAUSE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            LOG.warn("the watch over certificates was interrupted and ends");
        }
    }

    private void look(TlsIdentity identity) {
        Instant now = clock.instant();
        try {
            identity.loadIfChanged(now);
        } catch (IOException e) {
            warn(identity, now, "what was read before stays in force: " + e.getMessage());
            return;
        }
        if (identity.endsSoon(now)) {
            warn(identity, now, "%s: the certificate ends at %s: renew it".formatted(identity, identity.expiry()));
        } else {
            nextWarning.remove(identity);
        }
    }

    private void warn(TlsIdentity identity, Instant now, String what) {
        if (!now.isBefore(nextWarning.getOrDefault(identity, Instant.MIN))) {
            nextWarning.put(identity, now.plus(BETWEEN_WARNINGS));
            LOG.warn("{}", what);
        }
    }

    void stop() {
        stop.countDown();
    }
}
