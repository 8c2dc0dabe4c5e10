/**
 * Who may be told what. {@link org.waypost.gateway.authorization.CaseFile} is all that is kept about a sender, {@link
 * org.waypost.gateway.authorization.AccessPolicy} judges it and is the only place that makes a {@link
 * org.waypost.itinerary.Grant}. Pure: the time is an argument.
 */
@NullMarked
package org.waypost.gateway.authorization;

import org.jspecify.annotations.NullMarked;
