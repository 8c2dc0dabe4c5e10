package org.waypost.gateway.smpp.exchange;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.session.SessionSettings;
import org.waypost.gateway.sms.Alphabet;

/**
 * One peer, usually a carrier's SMSC: how it proves itself, and how it is spoken to.
 *
 * @param name what the rest of the product calls it
 * @param systemId what it calls itself in a bind; unique among the peers
 * @param password what it proves itself with
 * @param bindTypes how it may bind
 * @param networks from where, in CIDR notation; empty for anywhere
 * @param mostSessions how many sessions of it may be bound at once
 * @param defaultAlphabet what data_coding 0 means to it
 * @param replyTon type of number of the short code in our messages
 * @param replyNpi numbering plan of the short code in our messages
 * @param session how its sessions behave
 */
public record PeerProfile(
        String name,
        String systemId,
        Password password,
        Set<BindType> bindTypes,
        List<String> networks,
        int mostSessions,
        Alphabet defaultAlphabet,
        int replyTon,
        int replyNpi,
        SessionSettings session) {
    private static final int MOST_SESSIONS = 16;
    private static final int ISDN = 1;

    public PeerProfile {
        bindTypes = Set.copyOf(bindTypes);
        networks = List.copyOf(networks);
    }

    /** A peer with every setting at its default. */
    public static PeerProfile of(String name, String systemId, Password password) {
        return new PeerProfile(
                name,
                systemId,
                password,
                EnumSet.allOf(BindType.class),
                List.of(),
                MOST_SESSIONS,
                Alphabet.GSM7,
                0,
                ISDN,
                SessionSettings.DEFAULT);
    }

    public PeerProfile withBindTypes(Set<BindType> replacement) {
        return new PeerProfile(
                name,
                systemId,
                password,
                replacement,
                networks,
                mostSessions,
                defaultAlphabet,
                replyTon,
                replyNpi,
                session);
    }

    /** @param replacement CIDR notation, IPv4 or IPv6; checked when the peers are linked */
    public PeerProfile withNetworks(List<String> replacement) {
        return new PeerProfile(
                name,
                systemId,
                password,
                bindTypes,
                replacement,
                mostSessions,
                defaultAlphabet,
                replyTon,
                replyNpi,
                session);
    }

    public PeerProfile withMostSessions(int replacement) {
        return new PeerProfile(
                name,
                systemId,
                password,
                bindTypes,
                networks,
                replacement,
                defaultAlphabet,
                replyTon,
                replyNpi,
                session);
    }

    public PeerProfile withDefaultAlphabet(Alphabet replacement) {
        return new PeerProfile(
                name, systemId, password, bindTypes, networks, mostSessions, replacement, replyTon, replyNpi, session);
    }

    public PeerProfile withReplySource(int ton, int npi) {
        return new PeerProfile(
                name, systemId, password, bindTypes, networks, mostSessions, defaultAlphabet, ton, npi, session);
    }

    public PeerProfile withSession(SessionSettings replacement) {
        return new PeerProfile(
                name,
                systemId,
                password,
                bindTypes,
                networks,
                mostSessions,
                defaultAlphabet,
                replyTon,
                replyNpi,
                replacement);
    }
}
