package org.waypost.gateway.smpp.session;

import org.waypost.gateway.smpp.pdu.Address;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.pdu.Pdu;

/**
 * What we bind with where we are the ESME.
 *
 * @param systemId our name at the peer
 * @param password what we prove ourselves with; never printed
 * @param user who hears of the session once it is bound
 */
record OwnBind(BindType type, String systemId, String password, SessionUser user) {
    private static final int VERSION_3_4 = 0x34;

    Pdu.Bind pdu(int sequence) {
        return new Pdu.Bind(type, sequence, systemId, password, "", VERSION_3_4, Address.NONE);
    }

    @Override
    public String toString() {
        return "OwnBind[%s, system_id %s]".formatted(type, systemId);
    }
}
