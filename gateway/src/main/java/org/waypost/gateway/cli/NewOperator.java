package org.waypost.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.Operator;
import org.waypost.gateway.authorization.Role;
import org.waypost.gateway.authorization.TokenHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an operator's token and the lines of the configuration that go with it. */
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        description =
                "Makes a token for a person of the staff, shown this once, and prints the lines for operators: of the"
                        + " configuration, which hold its hash alone.")
final class NewOperator implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "As the audit calls them.")
    private String name = "";

    @Option(names = "--role", required = true, description = "One of ${COMPLETION-CANDIDATES}, in lower case as well.")
    private Role role = Role.SUPPORT;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Puts the token into a new file, mode 0600, instead of showing it.")
    private @Nullable Path tokenFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!Operator.named(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "NAME: '%s' (expected a letter, then up to 59 letters, digits, dots, hyphens; not %s)"
                            .formatted(name, Operator.MACHINE));
        }
        String token = TokenHash.freshToken(new SecureRandom());
        PrintWriter out = spec.commandLine().getOut();
        if (tokenFile == null) {
            out.printf("# Token, shown this once, for %s alone: %s%n", name, token);
        } else {
            write(tokenFile, token);
        }
        out.printf("  - name: %s%n", name);
        out.printf("    role: %s%n", role.name().toLowerCase(Locale.ROOT));
        out.printf("    token-hash: \"%s\"%n", TokenHash.of(name, token));
        out.flush();
        return 0;
    }

    private static void write(Path file, String token) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token + "\n", StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    }
}
