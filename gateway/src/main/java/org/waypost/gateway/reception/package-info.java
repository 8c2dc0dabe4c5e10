/**
 * The way in: a part is admitted on the event loop, queued in the {@link org.waypost.gateway.reception.Lane}, answered
 * in a {@link org.waypost.gateway.reception.Batch} with all that waits beside it, and acknowledged after the commit.
 * Start at {@link org.waypost.gateway.reception.Reception}.
 */
@NullMarked
package org.waypost.gateway.reception;

import org.jspecify.annotations.NullMarked;
