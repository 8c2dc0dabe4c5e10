package org.waypost.gateway.smpp.exchange;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.pdu.BindType;

/**
 * What a peer must show to be let in.
 *
 * @param password what it proves itself with
 * @param bindTypes how it may bind
 * @param networks from where, in CIDR notation, IPv4 or IPv6; empty for anywhere
 * @param certificate common name of the client certificate it must show; null if it may come without. One that is shown
 *     must then bear the system_id
 * @param mostSessions how many sessions of it may be bound at once
 */
public record PeerAccess(
        Password password,
        Set<BindType> bindTypes,
        List<String> networks,
        @Nullable String certificate,
        int mostSessions) {
    private static final int MOST_SESSIONS = 16;

    public PeerAccess {
        bindTypes = Set.copyOf(bindTypes);
        networks = List.copyOf(networks);
    }

    /** By password alone, from anywhere. */
    public static PeerAccess of(Password password) {
        return new PeerAccess(password, EnumSet.allOf(BindType.class), List.of(), null, MOST_SESSIONS);
    }

    public PeerAccess withBindTypes(Set<BindType> replacement) {
        return new PeerAccess(password, replacement, networks, certificate, mostSessions);
    }

    public PeerAccess withNetworks(List<String> replacement) {
        return new PeerAccess(password, bindTypes, replacement, certificate, mostSessions);
    }

    public PeerAccess withCertificate(@Nullable String commonName) {
        return new PeerAccess(password, bindTypes, networks, commonName, mostSessions);
    }

    public PeerAccess withMostSessions(int sessions) {
        return new PeerAccess(password, bindTypes, networks, certificate, sessions);
    }

    boolean acceptsCertificate(@Nullable String shown, String systemId) {
        if (shown == null) {
            return certificate == null;
        }
        return shown.equals(certificate == null ? systemId : certificate);
    }
}
