/**
 * The nouns everybody shares: numbers, pseudonyms, windows, places, visits, itineraries. Immutable values of the JDK
 * alone; no rule lives here. Start at {@link org.waypost.itinerary.model.Itinerary}.
 */
@NullMarked
package org.waypost.itinerary.model;

import org.jspecify.annotations.NullMarked;
