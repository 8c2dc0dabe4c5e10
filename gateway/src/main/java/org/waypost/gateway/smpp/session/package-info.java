/**
 * SMPP sessions. {@link org.waypost.gateway.smpp.session.SessionProtocol} is the whole behavior of one session as a function:
 * event and time in, actions out, with {@link org.waypost.gateway.smpp.session.OperationMatrix},
 * {@link org.waypost.gateway.smpp.session.SessionTimers} and {@link org.waypost.gateway.smpp.session.PendingRequests} as its
 * parts. {@link org.waypost.gateway.smpp.session.SmppSession} is the thin shell that gives it a Netty channel, and
 * {@link org.waypost.gateway.smpp.session.SmppListener} makes one per connection. What a message means, who a peer is and
 * whether it may bind is asked of the layer above through {@link org.waypost.gateway.smpp.session.Gatekeeper} and
 * {@link org.waypost.gateway.smpp.session.SessionUser}. Start at {@code SessionProtocol}.
 *
 * <p>A session and everything it holds is confined to the event loop of its channel; the methods of {@code SmppSession} that
 * other threads may call say so.
 */
@NullMarked
package org.waypost.gateway.smpp.session;

import org.jspecify.annotations.NullMarked;
