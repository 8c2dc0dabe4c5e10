package org.waypost.gateway.smpp.session;

import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * What we bind with where we are the ESME.
 *
 * @param user who hears of the session once it is bound
 */
record OwnBind(Destination destination, SessionUser user) {
    BindType type() {
        return destination.type();
    }

    Pdu.Bind pdu(int sequence) {
        return new Pdu.Bind(
                destination.type(),
                sequence,
                destination.systemId(),
                destination.password(),
                "",
                destination.version(),
                Address.NONE);
    }
}
