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
 * @param messagesPerSecond how many messages it may hand over a second, over all its sessions; more are throttled
 */
public record PeerAccess(
        Password password,
        Set<BindType> bindTypes,
        List<String> networks,
        @Nullable String certificate,
        int mostSessions,
        int messagesPerSecond) {
    /** A rate that nobody reaches. */
    public static final int UNLIMITED = 1_000_000;

    private static final int MOST_SESSIONS = 16;

    public PeerAccess {
        bindTypes = Set.copyOf(bindTypes);
        networks = List.copyOf(networks);
        checkRate(messagesPerSecond);
    }

    static void checkRate(int messagesPerSecond) {
        if (messagesPerSecond < 1 || messagesPerSecond > UNLIMITED) {
            throw new IllegalArgumentException(
                    "%d messages a second (expected 1 to %d)".formatted(messagesPerSecond, UNLIMITED));
        }
    }

    /** By password alone, from anywhere. */
    public static PeerAccess of(Password password) {
        return new PeerAccess(password, EnumSet.allOf(BindType.class), List.of(), null, MOST_SESSIONS, UNLIMITED);
    }

    public PeerAccess withBindTypes(Set<BindType> replacement) {
        return new PeerAccess(password, replacement, networks, certificate, mostSessions, messagesPerSecond);
    }

    public PeerAccess withNetworks(List<String> replacement) {
        return new PeerAccess(password, bindTypes, replacement, certificate, mostSessions, messagesPerSecond);
    }

    public PeerAccess withCertificate(@Nullable String commonName) {
        return new PeerAccess(password, bindTypes, networks, commonName, mostSessions, messagesPerSecond);
    }

    public PeerAccess withMostSessions(int sessions) {
        return new PeerAccess(password, bindTypes, networks, certificate, sessions, messagesPerSecond);
    }

    public PeerAccess withMessagesPerSecond(int messages) {
        return new PeerAccess(password, bindTypes, networks, certificate, mostSessions, messages);
    }

    boolean acceptsCertificate(@Nullable String shown, String systemId) {
        if (shown == null) {
            return certificate == null;
        }
        return shown.equals(certificate == null ? systemId : certificate);
    }
}
