/**
 * The way out: {@link org.waypost.gateway.delivery.Courier} takes open replies for peers that can receive, hands their
 * segments to the outlet, and settles by what comes back; {@link org.waypost.gateway.delivery.RetrySchedule} says when to
 * try again. Knows no bearer.
 */
@NullMarked
package org.waypost.gateway.delivery;

import org.jspecify.annotations.NullMarked;
