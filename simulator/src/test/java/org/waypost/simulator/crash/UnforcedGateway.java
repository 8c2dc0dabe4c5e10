package org.waypost.simulator.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.waypost.gateway.Decorators;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.store.GatewayStore;

/** A gateway with H2's own {@code WRITE_DELAY}, which takes a commit for stable storage: it acknowledges what is in memory. */
final class UnforcedGateway {
    private static final long LIFE_MILLIS = 700;

    private UnforcedGateway() {}

    /** @param arguments those of {@link CrashingGateway}; instead of at a point it is halted after a while */
    public static void main(String[] arguments) throws Exception {
        Path config = Path.of(arguments[0]);
        Gateway gateway = CrashingGateway.open(
                config, new Decorators(UnforcedGateway::unforced, UnaryOperator.identity(), UnaryOperator.identity()));
        String url = GatewayConfig.load(config).database().url();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("set write_delay 500");
        }
        if (!arguments[1].equals(CrashSeries.NOWHERE)) {
            ScheduledFuture<?> unused = new ScheduledThreadPoolExecutor(1)
                    .schedule(() -> Runtime.getRuntime().halt(Tripwire.HALTED), LIFE_MILLIS, TimeUnit.MILLISECONDS);
        }
        CrashingGateway.serve(gateway);
    }

    private static GatewayStore unforced(GatewayStore store) {
        return (GatewayStore) Proxy.newProxyInstance(
                GatewayStore.class.getClassLoader(),
                new Class<?>[] {GatewayStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("force")) {
                        return null;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
