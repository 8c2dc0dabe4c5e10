package org.waypost.simulator.cli;

import picocli.CommandLine.Command;

/** Groups what plays one side of the conversation. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Plays the world around a gateway: a network with travellers, or an SMSC with a subscriber.")
final class SimulateCommand {}
