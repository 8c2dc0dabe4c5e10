/**
 * A subscriber's phone: types a text into segments, joins the segments that come, and shows whole messages. Reads
 * headers and characters with a reader of its own, written from the standards and not from the gateway. Start at
 * {@link org.waypost.simulator.handset.Handset}.
 */
@NullMarked
package org.waypost.simulator.handset;

import org.jspecify.annotations.NullMarked;
