/**
 * The only JDBC of the itinerary core: cells, tracks, complete days and the settings a database is bound to. Rows in,
 * rows out; what they mean is decided below. Start at {@link org.waypost.itinerary.store.ItineraryDatabase}.
 */
@NullMarked
package org.waypost.itinerary.store;

import org.jspecify.annotations.NullMarked;
