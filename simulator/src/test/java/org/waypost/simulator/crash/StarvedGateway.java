package org.waypost.simulator.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.waypost.gateway.Decorators;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.cli.WaypostThreads;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.store.GatewayStore;

/** A gateway that runs out of what it needs, at a place that the second argument names. */
final class StarvedGateway {
    /** Where. */
    enum Place {
        /** The heap is full while a lane works. */
        HEAP_IN_A_LANE,
        /** The heap is full while an event loop works. */
        HEAP_ON_AN_EVENT_LOOP,
        /** An event loop never comes back. */
        BLOCKED_EVENT_LOOP
    }

    private static final List<byte[]> HOARD = new ArrayList<>();
    private static final int PIECE = 1 << 16;

    private StarvedGateway() {}

    public static void main(String[] arguments) throws Exception {
        Place place = Place.valueOf(arguments[1]);
        Decorators decorators = new Decorators(
                store -> place == Place.HEAP_IN_A_LANE ? starved(store) : store,
                intake -> place == Place.HEAP_IN_A_LANE ? intake : new Starved(intake, place),
                UnaryOperator.identity());
        Gateway gateway = Gateway.open(
                GatewayConfig.load(Path.of(arguments[0])), Clock.systemUTC(), new WaypostThreads(), decorators);
        System.out.println("ready " + gateway.smppAddress().getPort());
    }

    private static void fillTheHeap() {
        while (true) {
            HOARD.add(new byte[PIECE]);
        }
    }

    private static GatewayStore starved(GatewayStore store) {
        return (GatewayStore) Proxy.newProxyInstance(
                GatewayStore.class.getClassLoader(),
                new Class<?>[] {GatewayStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("inBatch")) {
                        fillTheHeap();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static final class Starved extends WrappedIntake {
        private final Place place;

        Starved(Intake real, Place place) {
            super(real);
            this.place = place;
        }

        @Override
        public void accept(InboundPart part, Consumer<Verdict> answer) {
            if (place == Place.HEAP_ON_AN_EVENT_LOOP) {
                fillTheHeap();
            }
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
