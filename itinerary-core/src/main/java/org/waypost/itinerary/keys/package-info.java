/**
 * The secrets kept outside every database, in versions of which each is in force for a while: {@link
 * org.waypost.itinerary.keys.KeyRing} says which one when, {@link org.waypost.itinerary.keys.KeyVersion} derives pseudonyms,
 * compares ID endings and seals reply texts; the audit is signed by the ring. All cryptography is the JDK's.
 */
@NullMarked
package org.waypost.itinerary.keys;

import org.jspecify.annotations.NullMarked;
