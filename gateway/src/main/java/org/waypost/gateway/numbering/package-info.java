/**
 * A number in any spelling becomes the one canonical {@link org.waypost.itinerary.model.Msisdn}, before any limit, consent or
 * key is looked at. Whether a peer may assert that number is decided elsewhere. Start at
 * {@link org.waypost.gateway.numbering.Numbering}.
 */
@NullMarked
package org.waypost.gateway.numbering;

import org.jspecify.annotations.NullMarked;
