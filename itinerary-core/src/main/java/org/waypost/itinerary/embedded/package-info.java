/** What Waypost asks of an embedded H2 database beside SQL; for the gateway's database too. */
@NullMarked
package org.waypost.itinerary.embedded;

import org.jspecify.annotations.NullMarked;
