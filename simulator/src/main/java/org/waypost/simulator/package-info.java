/**
 * The other side of the wire, and the world behind it: travellers whose truth is known, the signalling they leave, an
 * SMSC that speaks SMPP through jSMPP, handsets that join segments, and a demonstration that plays one conversation. The
 * packages import only downwards: cli, demo, ledger, load, handset, smsc, faults, travel. Start at
 * {@link org.waypost.simulator.travel.World} for the world and at {@link org.waypost.simulator.smsc.Smsc} for the wire.
 */
@NullMarked
package org.waypost.simulator;

import org.jspecify.annotations.NullMarked;
