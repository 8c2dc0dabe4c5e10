/**
 * Truth first, then noise: {@link org.waypost.simulator.travel.World} makes travellers from a seed, each with a
 * {@link org.waypost.simulator.travel.Journey}; {@link org.waypost.simulator.travel.Truth} says what a right answer
 * would be; {@link org.waypost.simulator.travel.Signals} are the events the network would have recorded; and
 * {@link org.waypost.simulator.travel.NetworkFiles} writes it all in the documented files. Nothing here knows how Waypost
 * finds stays: the names of cities, the days of a window and the meaning of a stay are told a second time on purpose, so
 * that a mistake on one side cannot hide on the other.
 */
@NullMarked
package org.waypost.simulator.travel;

import org.jspecify.annotations.NullMarked;
