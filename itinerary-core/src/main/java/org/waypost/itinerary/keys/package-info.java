/**
 * The secrets kept outside every database: {@link org.waypost.itinerary.keys.KeyRing} derives pseudonyms, compares ID
 * endings, seals reply texts and signs the audit. All cryptography is the JDK's.
 */
@NullMarked
package org.waypost.itinerary.keys;

import org.jspecify.annotations.NullMarked;
