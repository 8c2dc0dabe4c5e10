/**
 * Files of the network on their way into the store: cells and signalling events, with a report of what was taken and
 * what was refused and why. Opens what it is handed; starts no thread, and uses the executor it is given. Start at
 * {@link org.waypost.itinerary.ingest.EventImport}.
 */
@NullMarked
package org.waypost.itinerary.ingest;

import org.jspecify.annotations.NullMarked;
