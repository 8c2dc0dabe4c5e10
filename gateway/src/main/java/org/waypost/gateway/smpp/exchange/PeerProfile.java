package org.waypost.gateway.smpp.exchange;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.message.Settlement;
import org.waypost.gateway.smpp.pdu.BindType;
import org.waypost.gateway.smpp.session.SessionSettings;
import org.waypost.gateway.sms.Alphabet;

/**
 * One peer, usually a carrier's SMSC: how it proves itself, and how it is spoken to.
 *
 * @param name what the rest of the product calls it
 * @param systemId what it calls itself in a bind, unique among those that bind to us; where we bind, what we call ourselves
 * @param access what it must show to be let in
 * @param dialect how the two write to each other
 * @param repliesPerSecond how many messages of ours it takes a second, over all its sessions
 * @param session how its sessions behave
 * @param outgoing where we bind to it as its client; null if it binds to us
 */
public record PeerProfile(
        String name,
        String systemId,
        PeerAccess access,
        Dialect dialect,
        int repliesPerSecond,
        SessionSettings session,
        @Nullable Outgoing outgoing) {
    public PeerProfile {
        PeerAccess.checkRate(repliesPerSecond);
        if (outgoing != null && !dialect.reply().needsNoTlv() && outgoing.beforeOptionalParameters()) {
            throw new IllegalArgumentException(
                    "replies in %s with parts by %s to a peer of version 3.3 (expected SHORT_MESSAGE and UDH: it knows no optional parameters)"
                            .formatted(dialect.reply().body(), dialect.reply().parts()));
        }
    }

    /** A peer with every setting at its default. */
    public static PeerProfile of(String name, String systemId, Password password) {
        return new PeerProfile(
                name,
                systemId,
                PeerAccess.of(password),
                Dialect.STANDARD,
                PeerAccess.UNLIMITED,
                SessionSettings.DEFAULT,
                null);
    }

    public PeerProfile withAccess(PeerAccess replacement) {
        return new PeerProfile(name, systemId, replacement, dialect, repliesPerSecond, session, outgoing);
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

    public PeerProfile withDialect(Dialect replacement) {
        return new PeerProfile(name, systemId, access, replacement, repliesPerSecond, session, outgoing);
    }

    public PeerProfile withDefaultAlphabet(Alphabet replacement) {
        return withDialect(dialect.withDefaultAlphabet(replacement));
    }

    public PeerProfile withReply(ReplyStyle replacement) {
        return withDialect(dialect.withReply(replacement));
    }

    public PeerProfile withStatuses(Map<Integer, Settlement> replacement) {
        return withDialect(dialect.withStatuses(replacement));
    }

    /** @param messages of ours it takes a second, over all its sessions */
    public PeerProfile withRepliesPerSecond(int messages) {
        return new PeerProfile(name, systemId, access, dialect, messages, session, outgoing);
    }

    public PeerProfile withSession(SessionSettings replacement) {
        return new PeerProfile(name, systemId, access, dialect, repliesPerSecond, replacement, outgoing);
    }

    /** @param replacement where we bind to it as its client; null if it binds to us */
    public PeerProfile withOutgoing(@Nullable Outgoing replacement) {
        return new PeerProfile(name, systemId, access, dialect, repliesPerSecond, session, replacement);
    }
}
