/**
 * One line of the network: what an event file says, read from its bytes, and why a line is refused. Nothing here knows
 * where a cell lies or who the subscriber is. Start at {@link org.waypost.itinerary.signalling.EventLine}.
 */
@NullMarked
package org.waypost.itinerary.signalling;

import org.jspecify.annotations.NullMarked;
