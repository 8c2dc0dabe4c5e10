package org.waypost.gateway.cli;

import org.waypost.gateway.numbering.Numbering;
import org.waypost.itinerary.model.Msisdn;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The number that a command is about. */
final class NumberArgument {
    private NumberArgument() {}

    /** @throws ParameterException if it is none; the message does not repeat what was written */
    static Msisdn parse(String text, CommandSpec spec) {
        return new Numbering()
                .parse(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "NUMBER: no mobile number (expected as +8613800138000)"));
    }
}
