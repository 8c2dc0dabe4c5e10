/**
 * Stays found in tracks by rules, at query time: pure functions. Rules are {@link org.waypost.itinerary.stay.StayRules};
 * nothing here knows where tracks are kept.
 */
@NullMarked
package org.waypost.itinerary.stay;

import org.jspecify.annotations.NullMarked;
