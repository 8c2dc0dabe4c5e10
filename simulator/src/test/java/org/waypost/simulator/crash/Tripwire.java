package org.waypost.simulator.crash;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.waypost.gateway.Decorators;
import org.waypost.gateway.message.Intake;
import org.waypost.gateway.message.Outlet;
import org.waypost.gateway.store.BatchTransaction;
import org.waypost.gateway.store.GatewayStore;

/**
 * Halts the process at one point, when it is passed for the n-th time: nothing is closed, flushed or told. It is drawn
 * around every method of the gateway's parts, around what they hand each other, and around the database's file.
 */
final class Tripwire implements WatchedFiles.Watch {
    /** Exit status of a process that was halted here. */
    static final int HALTED = 113;

    private final String point;
    private final AtomicInteger left;

    /** @param point the name of one, or of none */
    Tripwire(String point, int passing) {
        this.point = point;
        this.left = new AtomicInteger(passing);
    }

    Decorators decorators() {
        return new Decorators(
                store -> around(GatewayStore.class, store, "store"),
                intake -> around(Intake.class, intake, "intake"),
                outlet -> around(Outlet.class, outlet, "outlet"));
    }

    private void pass(String here) {
        if (here.equals(point) && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(HALTED);
        }
    }

    private <T> T around(Class<T> type, T real, String name) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(real, name, method, arguments)));
    }

    private Object call(Object real, String name, Method method, Object[] arguments) throws Throwable {
        String where = name + "." + method.getName();
        pass("before " + where);
        try {
            Object result = method.invoke(real, wired(where, arguments));
            pass("after " + where);
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object[] wired(String where, Object[] arguments) {
        if (arguments == null) {
            return null;
        }
        Object[] wired = arguments.clone();
        for (int i = 0; i < wired.length; i++) {
            if (wired[i] instanceof GatewayStore.BatchWork<?> work) {
                wired[i] = inside(work);
            } else if (wired[i] instanceof Consumer<?> callback) {
                wired[i] = back(where.equals("outlet.send") ? "settlement" : "verdict", callback);
            }
        }
        return wired;
    }

    private <T> GatewayStore.BatchWork<T> inside(GatewayStore.BatchWork<T> work) {
        return transaction -> work.run(around(BatchTransaction.class, transaction, "batch"));
    }

    private <T> Consumer<T> back(String name, Consumer<T> callback) {
        return result -> {
            pass("before " + name);
            callback.accept(result);
            pass("after " + name);
        };
    }

    @Override
    public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        pass("before file.write");
        if (point.equals(Point.HALF_A_WRITE) && left.decrementAndGet() == 0) {
            ByteBuffer half = bytes.duplicate();
            half.limit(half.position() + half.remaining() / 2);
            while (half.hasRemaining()) {
                file.write(half, position + half.position() - bytes.position());
            }
            Runtime.getRuntime().halt(HALTED);
        }
    }

    @Override
    public void written() {
        pass("after file.write");
    }

    @Override
    public void force() {
        pass("before file.force");
    }

    @Override
    public void forced() {
        pass("after file.force");
    }
}
