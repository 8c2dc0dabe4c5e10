package org.waypost.gateway.smpp.exchange;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.session.SessionSettings;
import org.waypost.gateway.sms.Alphabet;

/**
 * One peer, usually a carrier's SMSC: how it proves itself, and how it is spoken to.
 *
 * @param name what the rest of the product calls it
 * @param systemId what it calls itself in a bind; unique among the peers
 * @param access what it must show to be let in
 * @param defaultAlphabet what data_coding 0 means to it
 * @param replyTon type of number of the short code in our messages
 * @param replyNpi numbering plan of the short code in our messages
 * @param session how its sessions behave
 * @param outgoing where we bind to it as its client; null if it binds to us
 */
public record PeerProfile(
        String name,
        String systemId,
        PeerAccess access,
        Alphabet defaultAlphabet,
        int replyTon,
        int replyNpi,
        SessionSettings session,
        @Nullable Outgoing outgoing) {
    private static final int ISDN = 1;

    /** A peer with every setting at its default. */
    public static PeerProfile of(String name, String systemId, Password password) {
        return new PeerProfile(
                name, systemId, PeerAccess.of(password), Alphabet.GSM7, 0, ISDN, SessionSettings.DEFAULT, null);
    }

    public PeerProfile withAccess(PeerAccess replacement) {
        return new PeerProfile(name, systemId, replacement, defaultAlphabet, replyTon, replyNpi, session, outgoing);
    }

    public PeerProfile withBindTypes(Set<BindType> replacement) {
        return withAccess(access.withBindTypes(replacement));
    }

    /** @param replacement CIDR notation, IPv4 or IPv6; checked when the peers are linked */
    public PeerProfile withNetworks(List<String> replacement) {
        return withAccess(access.withNetworks(replacement));
    }

    /** @param commonName of the client certificate it must show; null if it may come without */
    public PeerProfile withCertificate(@Nullable String commonName) {
        return withAccess(access.withCertificate(commonName));
    }

    public PeerProfile withMostSessions(int sessions) {
        return withAccess(access.withMostSessions(sessions));
    }

    /** @param messages it may hand over a second, over all its sessions */
    public PeerProfile withMessagesPerSecond(int messages) {
        return withAccess(access.withMessagesPerSecond(messages));
    }

    public PeerProfile withDefaultAlphabet(Alphabet replacement) {
        return new PeerProfile(name, systemId, access, replacement, replyTon, replyNpi, session, outgoing);
    }

    public PeerProfile withReplySource(int ton, int npi) {
        return new PeerProfile(name, systemId, access, defaultAlphabet, ton, npi, session, outgoing);
    }

    public PeerProfile withSession(SessionSettings replacement) {
        return new PeerProfile(name, systemId, access, defaultAlphabet, replyTon, replyNpi, replacement, outgoing);
    }

    /** @param replacement where we bind to it as its client; null if it binds to us */
    public PeerProfile withOutgoing(@Nullable Outgoing replacement) {
        return new PeerProfile(name, systemId, access, defaultAlphabet, replyTon, replyNpi, session, replacement);
    }
}
