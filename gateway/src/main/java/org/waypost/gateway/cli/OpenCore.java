package org.waypost.gateway.cli;

import java.io.IOException;
import java.time.Clock;
import org.waypost.gateway.GatewayConfig;
import org.waypost.itinerary.CoreStartException;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.keys.InvalidKeyFileException;
import org.waypost.itinerary.keys.KeyFile;

/** Opens the itinerary core for a command that is no server. */
final class OpenCore {
    private OpenCore() {}

    static ItineraryCore of(GatewayConfig config) throws IOException, InvalidKeyFileException, CoreStartException {
        return ItineraryCore.open(config.itinerary(), KeyFile.openOrCreate(config.keyFile()), Clock.systemUTC());
    }
}
