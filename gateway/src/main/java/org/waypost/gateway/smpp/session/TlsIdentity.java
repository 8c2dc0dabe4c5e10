package org.waypost.gateway.smpp.session;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How we prove ourselves to peers over TLS 1.2 or 1.3, and whose certificates we demand of them. Files are read again by
 * {@link #load}, without a restart: connections made afterwards use what they say, those there are stay.
 *
 * <p>Safe for use by any thread.
 */
public final class TlsIdentity {
    /** How long before the end of a certificate it should be renewed. */
    public static final Duration WARN_AHEAD = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private final Side side;
    private final @Nullable Path certificates;
    private final @Nullable Path key;
    private final Path authorities;
    private volatile Loaded loaded;

    private enum Side {
        SERVER,
        CLIENT
    }

    /**
     * @param expiry null where we have no certificate
     * @param stamps of the files when they were read
     */
    private record Loaded(SslContext context, @Nullable Instant expiry, List<FileTime> stamps) {}

    private TlsIdentity(Side side, @Nullable Path certificates, @Nullable Path key, Path authorities, Instant now)
            throws IOException {
        this.side = side;
        this.certificates = certificates;
        this.key = key;
        this.authorities = authorities;
        this.loaded = read(now);
    }

    /**
     * Reads the files, all PEM, for listening.
     *
     * @param certificates ours first, then those up to its authority
     * @param key ours, PKCS 8, not encrypted
     * @param authorities who may have signed a peer's certificate; every peer must show one
     * @param now to see whether our certificate is in force
     * @throws IOException if a file cannot be used; the message says which and why
     */
    public static TlsIdentity ofServer(Path certificates, Path key, Path authorities, Instant now) throws IOException {
        return new TlsIdentity(Side.SERVER, certificates, key, authorities, now);
    }

    /**
     * Reads the files, all PEM, for connecting. The peer's certificate must bear the name or address we connect to.
     *
     * @param certificates ours first, then those up to its authority; null where the peer wants none
     * @param key ours, PKCS 8, not encrypted; null without a certificate
     * @param authorities who may have signed the peer's certificate
     * @param now to see whether our certificate is in force
     * @throws IOException if a file cannot be used; the message says which and why
     */
    public static TlsIdentity ofClient(@Nullable Path certificates, @Nullable Path key, Path authorities, Instant now)
            throws IOException {
        return new TlsIdentity(Side.CLIENT, certificates, key, authorities, now);
    }

    /**
     * Reads the files again. If they cannot be used, what was read before stays in force.
     *
     * @throws IOException if a file cannot be used
     */
    public void load(Instant now) throws IOException {
        loaded = read(now);
    }

    /**
     * Reads the files again if one of them was written since they were last read.
     *
     * @return whether it was
     * @throws IOException if a file cannot be used; what was read before stays in force, and the next call tries again
     */
    public boolean loadIfChanged(Instant now) throws IOException {
        if (stamps().equals(loaded.stamps)) {
            return false;
        }
        load(now);
        return true;
    }

    /** When our certificate ends; null where we have none. */
    public @Nullable Instant expiry() {
        return loaded.expiry;
    }

    /** Whether our certificate ends within {@link #WARN_AHEAD}. */
    public boolean endsSoon(Instant now) {
        Instant expiry = loaded.expiry;
        return expiry != null && now.plus(WARN_AHEAD).isAfter(expiry);
    }

    SslHandler handler(ByteBufAllocator allocator) {
        return loaded.context.newHandler(allocator);
    }

    /** @param host whose certificate is expected */
    SslHandler handler(ByteBufAllocator allocator, String host, int port) {
        return loaded.context.newHandler(allocator, host, port);
    }

    private Loaded read(Instant now) throws IOException {
        List<FileTime> stamps = stamps();
        Instant expiry = certificates == null ? null : expiry(certificates, now);
        try {
            SslContext context = builder()
                    .sslProvider(SslProvider.JDK)
                    .protocols(VERSIONS)
                    .trustManager(authorities.toFile())
                    .build();
            LOG.info("{}", this);
            return new Loaded(context, expiry, stamps);
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException("%s cannot be used: %s".formatted(this, root(e)), e);
        }
    }

    private SslContextBuilder builder() {
        File chain = certificates == null ? null : certificates.toFile();
        File own = key == null ? null : key.toFile();
        return side == Side.SERVER
                ? SslContextBuilder.forServer(chain, own).clientAuth(ClientAuth.REQUIRE)
                : SslContextBuilder.forClient().keyManager(chain, own).endpointIdentificationAlgorithm("HTTPS");
    }

    private List<FileTime> stamps() throws IOException {
        List<FileTime> stamps = new ArrayList<>();
        for (Path file : files()) {
            stamps.add(Files.getLastModifiedTime(file));
        }
        return stamps;
    }

    private List<Path> files() {
        return Stream.of(certificates, key, authorities)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Instant expiry(Path certificates, Instant now) throws IOException {
        try (InputStream file = Files.newInputStream(certificates)) {
            X509Certificate ours =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            Instant from = ours.getNotBefore().toInstant();
            Instant to = ours.getNotAfter().toInstant();
            if (now.isBefore(from) || now.isAfter(to)) {
                throw new IOException("TLS certificate %s is in force from %s to %s (expected it to be now, %s)"
                        .formatted(certificates, from, to, now));
            }
            return to;
        } catch (CertificateException e) {
            throw new IOException("TLS certificate %s cannot be read: %s".formatted(certificates, root(e)), e);
        }
    }

    @Override
    public String toString() {
        return "TLS files " + files();
    }

    /** The common name in the certificate that the peer has proven itself with; null if it has not, or it holds none. */
    static @Nullable String commonName(SslHandler tls) {
        try {
            Certificate certificate = tls.engine().getSession().getPeerCertificates()[0];
            String subject =
                    ((X509Certificate) certificate).getSubjectX500Principal().getName();
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst()
                            .orElse(null);
        } catch (SSLPeerUnverifiedException | InvalidNameException e) {
            return null;
        }
    }

    /** What lies at the bottom of an exception, in words. */
    static String root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
