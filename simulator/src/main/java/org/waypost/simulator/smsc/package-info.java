/**
 * A carrier's SMSC, or as much of one as a gateway sees: it binds to the gateway over jSMPP, hands over what subscribers
 * text, acknowledges what comes back and passes it to the phone of that number. It knows no text and no segment: those
 * are the phones'. jSMPP is a foreign implementation on purpose, and no class of the gateway's own SMPP or SMS packages
 * is used here, so that a mistake there cannot cancel itself. Start at {@link org.waypost.simulator.smsc.Smsc}.
 */
@NullMarked
package org.waypost.simulator.smsc;

import org.jspecify.annotations.NullMarked;
