package org.waypost.gateway;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;

/** A store that can be switched off: until it is on again, nothing reaches the real one. */
final class SwitchedStore {
    private static final Set<String> IN_MEMORY = Set.of("close", "release");

    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean off;

    GatewayStore around(GatewayStore store) {
        return (GatewayStore) Proxy.newProxyInstance(
                GatewayStore.class.getClassLoader(),
                new Class<?>[] {GatewayStore.class},
                (proxy, method, arguments) -> {
                    if (off && !IN_MEMORY.contains(method.getName())) {
                        refused.incrementAndGet();
                        throw new StoreUnavailableException("switched off", new IOException("switched off"));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    void off(boolean now) {
        off = now;
    }

    /** Calls that came while it was off. */
    int refused() {
        return refused.get();
    }
}
