package org.waypost.gateway.message;

import org.jspecify.annotations.Nullable;
import org.waypost.gateway.sms.UserData;

/**
 * One short message as it came from a peer.
 *
 * @param peer the peer's name in the configuration
 * @param session identifies the session on this node since its start
 * @param sequence the bearer's number of the request within the session; with {@code session} it tells a repeat on the
 *     same session
 * @param reference a message id or user reference by which the peer itself tells repeats, where it gives one
 * @param sender who wrote
 * @param shortCode where to
 * @param data what
 */
public record InboundPart(
        String peer,
        long session,
        int sequence,
        @Nullable String reference,
        Sender sender,
        String shortCode,
        UserData data) {}
