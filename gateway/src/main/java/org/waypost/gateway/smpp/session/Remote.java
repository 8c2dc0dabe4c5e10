package org.waypost.gateway.smpp.session;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a bind comes from.
 *
 * @param certificate common name of the client certificate it was proven with; null without one
 */
public record Remote(InetAddress address, @Nullable String certificate) {}
