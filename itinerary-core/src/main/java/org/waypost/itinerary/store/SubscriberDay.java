package org.waypost.itinerary.store;

import org.waypost.itinerary.model.SubscriberKey;
import org.waypost.itinerary.track.Track;

/**
 * What is stored of one subscriber on one day.
 *
 * @param epochDay days since 1970-01-01 in the service's time zone
 */
public record SubscriberDay(SubscriberKey subscriber, int epochDay, Track track) {}
