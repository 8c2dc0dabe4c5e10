/**
 * Load as subscribers make it: an open loop, which sends when a question is due and not when the last one is answered,
 * and measures from the moment the question was due. A slow gateway therefore shows as slow, and cannot slow the questions
 * down. Start at {@link org.waypost.simulator.load.LoadRun}.
 */
@NullMarked
package org.waypost.simulator.load;

import org.jspecify.annotations.NullMarked;
