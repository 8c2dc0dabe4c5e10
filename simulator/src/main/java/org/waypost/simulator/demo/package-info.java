/**
 * The demonstration: a world under {@code data/demo}, a gateway and an SMSC in this process over a real socket, and one
 * conversation printed as its owner would read it on the phone, with the truth beside the answer. Start at
 * {@link org.waypost.simulator.demo.Demo}.
 */
@NullMarked
package org.waypost.simulator.demo;

import org.jspecify.annotations.NullMarked;
