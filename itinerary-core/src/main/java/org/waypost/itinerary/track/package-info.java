/**
 * Where one subscriber was seen on one day, as a set: adding an event twice, late or in another order changes nothing.
 * Start at {@link org.waypost.itinerary.track.Track}; {@link org.waypost.itinerary.track.TrackBook} gathers the tracks of
 * many subscribers while a file is read. No number, no cell and no rule about stays is known here.
 */
@NullMarked
package org.waypost.itinerary.track;

import org.jspecify.annotations.NullMarked;
