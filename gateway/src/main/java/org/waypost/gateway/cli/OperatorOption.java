package org.waypost.gateway.cli;

import picocli.CommandLine.Option;

/** {@code --operator NAME}, as every command takes it that the audit names somebody for. */
final class OperatorOption {
    @Option(
            names = "--operator",
            paramLabel = "NAME",
            description = "Who does it, as the audit will say. Default: the user of the operating system.")
    private String name = System.getProperty("user.name", "unnamed");

    String name() {
        return name;
    }
}
