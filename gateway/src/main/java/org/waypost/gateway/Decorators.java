package org.waypost.gateway;

import java.util.function.UnaryOperator;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Outlet;
import org.waypost.gateway.store.GatewayStore;

/**
 * What is put around the parts of a gateway by whoever wants to see what happens when they fail; nothing in production.
 *
 * @param store around the store
 * @param intake around what sessions hand questions to
 * @param outlet around what the courier hands replies to
 */
public record Decorators(
        UnaryOperator<GatewayStore> store, UnaryOperator<Intake> intake, UnaryOperator<Outlet> outlet) {
    public static final Decorators NONE =
            new Decorators(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
}
