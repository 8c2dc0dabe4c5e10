package org.waypost.itinerary.ingest;

/**
 * A source that could not be read to its end.
 *
 * @param name of the source
 * @param reason what was met and what was expected
 */
public record UnreadableSource(String name, String reason) {}
