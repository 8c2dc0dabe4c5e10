package org.waypost.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.Gateway;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.Shipped;
import org.waypost.gateway.authorization.Role;

/** The shipped configuration in a folder of its own, with operators, and commands as they would say them. */
final class StaffedInstallation implements AutoCloseable {
    private final Path home;
    private final Path config;
    private @Nullable CommandProcess elsewhere;

    private StaffedInstallation(Path home) {
        this.home = home;
        this.config = home.resolve("config/waypost.yaml");
    }

    /** Replies wait in the store there, where staff can get at them. */
    static StaffedInstallation in(Path home, Map<String, Role> staff) throws IOException {
        StaffedInstallation made = new StaffedInstallation(home);
        made.copy();
        StringBuilder operators = new StringBuilder("operators:\n");
        staff.forEach((name, role) -> operators.append(made.operator(name, role)));
        Files.writeString(
                made.config,
                Files.readString(made.config)
                                .replace("127.0.0.1:2775", "127.0.0.1:0")
                                .replace("127.0.0.1:2776", "127.0.0.1:" + freePort())
                        + "reply:\n  in-memory: 0\n  link-patience: 1h\n"
                        + operators);
        return made;
    }

    private void copy() throws IOException {
        try (Stream<Path> files = Files.walk(Shipped.folder())) {
            for (Path file :
                    files.filter(f -> !f.toString().contains("node_modules")).toList()) {
                Path target = home.resolve("config")
                        .resolve(Shipped.folder().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Made by the command that makes operators; returns its lines for the configuration. */
    private String operator(String name, Role role) {
        StringWriter out = new StringWriter();
        int exit = Waypost.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute(
                        "operator",
                        name,
                        "--role",
                        role.name().toLowerCase(Locale.ROOT),
                        "--token-file",
                        token(name).toString());
        assertThat(exit).isZero();
        return out.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    Path config() {
        return config;
    }

    Path token(String name) {
        return home.resolve(name + ".token");
    }

    /** A gateway in this process, which owns the files of its databases. */
    Gateway serve() throws Exception {
        return Gateway.open(GatewayConfig.load(config), Clock.systemUTC(), Thread::new);
    }

    /** The words, said by an operator. */
    String[] by(String name, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--operator", name, "--token-file", token(name).toString()));
        return all.toArray(String[]::new);
    }

    /** In another process. */
    CommandProcess.Done elsewhere(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", config.toString()));
        return elsewhere().run(all);
    }

    /** In another process; returns all that it printed. */
    String succeedsElsewhere(String... words) throws IOException {
        CommandProcess.Done done = elsewhere(words);
        assertThat(done.exit()).as(done.toString()).isZero();
        return done.out() + done.err();
    }

    private synchronized CommandProcess elsewhere() throws IOException {
        if (elsewhere == null) {
            elsewhere = new CommandProcess();
        }
        return elsewhere;
    }

    /** Ends the other process. */
    @Override
    public synchronized void close() {
        if (elsewhere != null) {
            elsewhere.close();
        }
    }
}
