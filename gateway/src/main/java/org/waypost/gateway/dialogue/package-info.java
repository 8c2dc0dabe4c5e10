/**
 * The heart of the product: what is answered to a text. {@link org.waypost.gateway.dialogue.Responder} goes from message
 * and case file to a reply, a silence or a grant, and from the itinerary to the answer; the steps in between are in
 * {@code Dialogue}. Pure: no clock, no database.
 */
@NullMarked
package org.waypost.gateway.dialogue;

import org.jspecify.annotations.NullMarked;
