package org.waypost.gateway;

import java.io.IOException;
import java.time.Clock;
import org.waypost.gateway.store.GatewayDatabase;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.itinerary.CoreStartException;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.InvalidKeyFileException;
import org.waypost.itinerary.keys.KeyFile;
import org.waypost.itinerary.keys.KeyRing;

/** What a gateway stands on: the key ring, and the two databases that are tied to it. */
record Foundations(KeyRing keys, ItineraryCore core, GatewayDatabase database) {
    /**
     * Opens all three.
     *
     * @throws GatewayStartException with what stands in the way; nothing is left open then
     */
    static Foundations open(GatewayConfig config, Clock clock) throws GatewayStartException {
        KeyRing keys = keys(config);
        ItineraryCore core = core(config, keys, clock);
        try {
            return new Foundations(keys, core, GatewayDatabase.open(config.database(), keys));
        } catch (UnusableDatabaseException e) {
            core.close();
            throw new GatewayStartException(GatewayStartException.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    private static KeyRing keys(GatewayConfig config) throws GatewayStartException {
        try {
            return KeyFile.openOrCreate(config.keyFile());
        } catch (IOException | InvalidKeyFileException e) {
            throw new GatewayStartException(
                    GatewayStartException.CONFIGURATION,
                    "key file %s: %s".formatted(config.keyFile(), e.getMessage()),
                    e);
        }
    }

    private static ItineraryCore core(GatewayConfig config, KeyRing keys, Clock clock) throws GatewayStartException {
        try {
            return ItineraryCore.open(config.itinerary(), keys, clock);
        } catch (CoreStartException e) {
            int code = e.reason() == CoreStartException.Reason.DATABASE_IN_USE
                    ? GatewayStartException.UNAVAILABLE
                    : GatewayStartException.CONFIGURATION;
            throw new GatewayStartException(code, String.valueOf(e.getMessage()), e);
        }
    }
}
