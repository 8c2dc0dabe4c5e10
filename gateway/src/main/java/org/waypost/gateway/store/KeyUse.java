package org.waypost.gateway.store;

/**
 * What stands under a version of the keys, or an older one.
 *
 * @param registered active subscribers whose ID ending became a digest under it; a full import makes it anew
 * @param files case files of senders who neither wrote nor were named by an import since
 */
public record KeyUse(long registered, long files) {}
