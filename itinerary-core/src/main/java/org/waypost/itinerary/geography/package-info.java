/**
 * Where things lie: the names of regions and countries, the region of each cell on each day, and foreign networks. Start
 * at {@link org.waypost.itinerary.geography.CellTable}; names of places are in the gazetteer.
 */
@NullMarked
package org.waypost.itinerary.geography;

import org.jspecify.annotations.NullMarked;
