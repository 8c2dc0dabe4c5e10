/**
 * A wire that misbehaves: {@link org.waypost.simulator.faults.FaultyLink} stands between two peers, knows of SMPP only
 * where a PDU begins and whether it is a response, and delays, drops, doubles, swaps, cuts and stalls as it is told. Start
 * at {@link org.waypost.simulator.faults.Faults}.
 */
@NullMarked
package org.waypost.simulator.faults;

import org.jspecify.annotations.NullMarked;
