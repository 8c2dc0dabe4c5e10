/**
 * The oracle: knows from outside what was asked, what was acknowledged and what came back, compares it with the gateway's
 * own books, and names every promise that was broken. It neither sends nor receives; whoever plays the SMSC writes into the
 * {@link org.waypost.simulator.ledger.Ledger}. Start at {@link org.waypost.simulator.ledger.Oracle}.
 */
@NullMarked
package org.waypost.simulator.ledger;

import org.jspecify.annotations.NullMarked;
