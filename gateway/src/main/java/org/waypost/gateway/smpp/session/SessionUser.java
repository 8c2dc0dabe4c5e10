package org.waypost.gateway.smpp.session;

import org.waypost.gateway.smpp.pdu.Pdu;

/** Who a bound session works for. Every method is called on the session's event loop and returns at once. */
public interface SessionUser {
    /** The session is bound, and the peer is about to be told. */
    void bound(SmppSession session);

    /** A message came. Exactly one {@link SmppSession#respond} is owed, on any thread. */
    void request(SmppSession session, Pdu.MessageRequest request);

    /** The session, which was bound, is no more; everything it had sent is settled. */
    void closed(SmppSession session, CloseReason reason);
}
