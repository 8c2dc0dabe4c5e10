package org.waypost.gateway.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.GatewayConfig;
import org.waypost.gateway.authorization.Credentials;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.ops.Imports;
import org.waypost.gateway.ops.OperatorGate;
import org.waypost.gateway.ops.OperatorRefusedException;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.keys.KeyFile;
import picocli.CommandLine.Option;

/** {@code --operator NAME}, as every command takes it that not everybody may use; the token never is an argument. */
final class OperatorOption {
    private static final String VARIABLE = "WAYPOST_OPERATOR_TOKEN";

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            description =
                    "Who does it, as operators: of the configuration and the audit call them. The token comes from"
                            + " --token-file, else from the environment (" + VARIABLE + "), else it is asked for.")
    private @Nullable String name;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the operator's token.")
    private @Nullable Path tokenFile;

    /** Who is named, with what they show; null for nobody. */
    @Nullable
    Credentials credentials() throws IOException {
        return name == null ? null : new Credentials(name, token(name));
    }

    @SuppressWarnings(
            "SystemConsoleNull") // from JDK 22 on whatever stands for a terminal is asked; its end is no token
    private String token(String operator) throws IOException {
        if (tokenFile != null) {
            return Files.readString(tokenFile, StandardCharsets.UTF_8).strip();
        }
        String variable = System.getenv(VARIABLE);
        if (variable != null) {
            return variable.strip();
        }
        Console console = System.console();
        if (console == null) {
            throw new IOException("no token of operator %s (expected --token-file FILE, %s, or a terminal to ask at)"
                    .formatted(operator, VARIABLE));
        }
        char[] typed = console.readPassword("Token of %s: ", operator);
        return typed == null ? "" : new String(typed).strip();
    }

    /** The operator's name, if they may do it, for a command that has the store open itself. */
    String admit(StaffAction action, GatewayConfig config, GatewayStore store)
            throws IOException, OperatorRefusedException, StoreUnavailableException {
        return new OperatorGate(config.operators(), store, Clock.systemUTC(), System::nanoTime)
                .admit(action, credentials());
    }

    /** Says in the audit that this command imports, if it may. */
    void audits(GatewayConfig config, GatewayStore store, String what)
            throws IOException, OperatorRefusedException, StoreUnavailableException {
        Imports.audit(
                store,
                what,
                admit(StaffAction.IMPORT, config, store),
                Clock.systemUTC().instant());
    }

    /** The same for a command that needs the store for nothing else. */
    void audits(GatewayConfig config, String what) throws Exception {
        try (GatewayStore store = OpenStore.of(config, KeyFile.openOrCreate(config.keyFile()), new SecureRandom())) {
            audits(config, store, what);
        }
    }
}
