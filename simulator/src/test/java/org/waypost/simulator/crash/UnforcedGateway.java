package org.waypost.simulator.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.waypost.gateway.Decorators;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.store.GatewayStore;

/**
 * A gateway whose commits H2 writes after a delay, as it does unless told otherwise, and which takes them for stable
 * storage: it acknowledges what is in memory.
 */
final class UnforcedGateway {
    private static final long LIFE_MILLIS = 700;
    /** Longer than it lives: nothing is written by then, unless there is a lot of it. */
    private static final int WRITE_DELAY_MILLIS = 10_000;

    private UnforcedGateway() {}

    /** @param arguments those of {@link CrashingGateway}; instead of at a point it is halted after a while */
    public static void main(String[] arguments) throws Exception {
        Path config = Path.of(arguments[0]);
        Connection beside = DriverManager.getConnection(
                GatewayConfig.load(config).database().url());
        Database database = ((SessionLocal) beside.unwrap(JdbcConnection.class).getSession()).getDatabase();
        Gateway gateway = CrashingGateway.open(
                config,
                new Decorators(store -> unforced(store, database), UnaryOperator.identity(), UnaryOperator.identity()));
        if (!arguments[1].equals(CrashSeries.NOWHERE)) {
            ScheduledFuture<?> unused = new ScheduledThreadPoolExecutor(1)
                    .schedule(() -> Runtime.getRuntime().halt(Tripwire.HALTED), LIFE_MILLIS, TimeUnit.MILLISECONDS);
        }
        CrashingGateway.serve(gateway);
    }

    private static GatewayStore unforced(GatewayStore store, Database database) {
        return (GatewayStore) Proxy.newProxyInstance(
                GatewayStore.class.getClassLoader(),
                new Class<?>[] {GatewayStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("force")) {
                        return null;
                    }
                    // Each time: a connection that the pool opens later sets it back.
                    database.setWriteDelay(WRITE_DELAY_MILLIS);
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
