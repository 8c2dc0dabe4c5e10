package org.waypost.simulator.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.waypost.gateway.Decorators;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.cli.WaypostThreads;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * The program of the child JVM: a gateway with a tripwire in it. Says {@code ready PORT} once it listens and its balance
 * holds, and then answers each line it reads with the number of open replies.
 */
final class CrashingGateway {
    private CrashingGateway() {}

    /** @param arguments configuration file, name of the point, which passing of it */
    public static void main(String[] arguments) throws Exception {
        Tripwire wire = new Tripwire(arguments[1], Integer.parseInt(arguments[2]));
        WatchedFiles.watch(wire);
        serve(open(Path.of(arguments[0]), wire.decorators()));
    }

    /** A gateway that closes in order when the process is asked to stop. */
    static Gateway open(Path config, Decorators decorators) throws Exception {
        Gateway gateway = Gateway.open(GatewayConfig.load(config), Clock.systemUTC(), new WaypostThreads(), decorators);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            gateway.close();
            Runtime.getRuntime().halt(0);
        }));
        return gateway;
    }

    /** Says that it is ready and answers, until the process ends. */
    static void serve(Gateway gateway) throws IOException, StoreUnavailableException {
        boolean holds = gateway.store().balance().holds();
        System.out.println(
                (holds ? "ready " : "balance broken ") + gateway.smppAddress().getPort());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(gateway.store().open().values().stream()
                    .mapToLong(Long::longValue)
                    .sum());
        }
    }
}
