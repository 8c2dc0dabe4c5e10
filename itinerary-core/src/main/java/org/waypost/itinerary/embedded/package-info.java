/**
 * What Waypost asks of an embedded H2 database beside SQL, for the gateway's database too: where its file is ({@link
 * org.waypost.itinerary.embedded.H2Url}), who reads and writes it ({@link org.waypost.itinerary.embedded.CallersThreadPath}),
 * in which order it is written ({@link org.waypost.itinerary.embedded.HeaderLastPath}), forced ({@link
 * org.waypost.itinerary.embedded.H2Forces}), and its unused space freed ({@link org.waypost.itinerary.embedded.H2File}).
 */
@NullMarked
package org.waypost.itinerary.embedded;

import org.jspecify.annotations.NullMarked;
