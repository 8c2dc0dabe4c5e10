package org.waypost.gateway.smpp.session;

import org.waypost.gateway.smpp.pdu.BindType;

/**
 * Where and how we bind as ESME.
 *
 * @param host name or address; a name is looked up again at every attempt
 * @param type how to bind
 * @param systemId our name there
 * @param password what we prove ourselves with there; never printed
 */
public record Destination(String host, int port, BindType type, String systemId, String password) {
    @Override
    public String toString() {
        return "Destination[%s:%d, %s, system_id %s]".formatted(host, port, type, systemId);
    }
}
