/**
 * From signalling events to the cities a person is told. Start at {@link org.waypost.itinerary.Itineraries}: it answers
 * nothing without a {@link org.waypost.itinerary.Grant}.
 *
 * <p>Below the root, top to bottom and importing downwards only: {@code ingest}, {@code store}, {@code keys},
 * {@code stay}, {@code track}, {@code geography}, {@code signalling}, {@code model}. The last five use the JDK alone and
 * touch no clock, file or database.
 */
@NullMarked
package org.waypost.itinerary;

import org.jspecify.annotations.NullMarked;
