package org.waypost.gateway.cli;

import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.store.UnusableDatabaseException;
import org.waypost.itinerary.CoreStartException;

/** A command's way to databases that a running gateway has open: embedded ones have one process at a time. */
final class OpenElsewhere {
    private OpenElsewhere() {}

    /** The same work, done by the gateway. */
    @FunctionalInterface
    interface Work {
        int through(RunningGateway gateway) throws Exception;
    }

    /** Does the work through the gateway if it has the itinerary database. */
    static int itineraries(CoreStartException e, GatewayConfig config, OperatorOption operator, Work work)
            throws Exception {
        if (e.reason() != CoreStartException.Reason.DATABASE_IN_USE || config.admin() == null) {
            throw e;
        }
        return work.through(RunningGateway.of(config, operator.credentials()));
    }

    /** Does the work through the gateway if it has the gateway's database. */
    static int store(UnusableDatabaseException e, GatewayConfig config, OperatorOption operator, Work work)
            throws Exception {
        if (!e.inUse() || config.admin() == null) {
            throw e;
        }
        return work.through(RunningGateway.of(config, operator.credentials()));
    }
}
