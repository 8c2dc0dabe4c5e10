package org.waypost.gateway.smpp.session;

import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.pdu.BindType;

/**
 * Where and how we bind as ESME.
 *
 * @param host name or address; a name is looked up again at every attempt
 * @param type how to bind
 * @param systemId our name there
 * @param password what we prove ourselves with there; never printed
 * @param version of SMPP that we say we speak: 0x33, 0x34 or 0x50
 * @param tls who we are there and whom we trust; null for plain TCP
 */
public record Destination(
        String host,
        int port,
        BindType type,
        String systemId,
        String password,
        int version,
        @Nullable TlsIdentity tls) {
    @Override
    public String toString() {
        return "Destination[%s:%d, %s, system_id %s]".formatted(host, port, type, systemId);
    }
}
