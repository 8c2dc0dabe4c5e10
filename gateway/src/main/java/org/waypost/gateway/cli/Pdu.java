package org.waypost.gateway.cli;

import java.util.concurrent.Callable;
import org.waypost.gateway.smpp.codec.PduReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a PDU to people. */
@Command(
        name = "pdu",
        mixinStandardHelpOptions = true,
        description = "Explains an SMPP PDU field by field, with numbers masked and texts hidden.")
final class Pdu implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "HEX",
            description = "The whole PDU in hexadecimal digits; spaces and colons are skipped.")
    private String[] hex = {};

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            spec.commandLine().getOut().print(PduReport.ofHex(String.join(" ", hex)));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "HEX: " + e.getMessage(), e);
        }
    }
}
