/** Placeholder. */
@NullMarked
package org.waypost.simulator;

import org.jspecify.annotations.NullMarked;
