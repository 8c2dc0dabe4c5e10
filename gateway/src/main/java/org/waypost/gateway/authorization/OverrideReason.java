package org.waypost.gateway.authorization;

import java.util.Locale;

/** Why a listed city is wrong; one of these and no free text, in which people write more than belongs there. */
public enum OverrideReason {
    /** Cells of a neighboring city reach over the border. */
    BORDER_CELLS,
    /** The cell table has a cell in the wrong city. */
    CELL_TABLE,
    /** The phone was there and its owner was not. */
    PHONE_LENT,
    /** A document the subscriber showed proves it wrong in another way. */
    DOCUMENT;

    /** As it is written in commands and tables. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
