package org.waypost.gateway.cli;

import picocli.CommandLine.Command;

/** Groups the imports. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the carrier's data into the databases: UTF-8 CSV with a header line, columns in any order, plain or .gz;"
                    + " '-' reads standard input.",
            "While 'waypost serve' runs on the same embedded databases, it owns their files and does the import."
        },
        subcommands = {ImportCells.class, ImportSubscribers.class, ImportEvents.class})
final class Import {}
