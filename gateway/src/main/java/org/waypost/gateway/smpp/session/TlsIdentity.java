package org.waypost.gateway.smpp.session;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    /** How long before the end of a certificate a warning is logged, at every load. */
    public static final Duration WARN_AHEAD = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private final Path certificates;
    private final Path key;
    private final Path authorities;
    private volatile Loaded loaded;

    private record Loaded(SslContext context, Instant expiry) {}

    private TlsIdentity(Path certificates, Path key, Path authorities, Instant now) throws IOException {
        this.certificates = certificates;
        this.key = key;
        this.authorities = authorities;
        this.loaded = read(now);
    }

    /**
     * Reads the files, all PEM.
     *
     * @param certificates ours first, then those up to its authority
     * @param key ours, PKCS 8, not encrypted
     * @param authorities who may have signed a peer's certificate
     * @param now to see whether our certificate is in force
     * @throws IOException if a file cannot be used; the message says which and why
     */
    public static TlsIdentity of(Path certificates, Path key, Path authorities, Instant now) throws IOException {
        return new TlsIdentity(certificates, key, authorities, now);
    }

    /**
     * Reads the files again. If they cannot be used, what was read before stays in force.
     *
     * @throws IOException if a file cannot be used
     */
    public void load(Instant now) throws IOException {
        loaded = read(now);
    }

    /** When our certificate ends. */
    public Instant expiry() {
        return loaded.expiry;
    }

    SslHandler handler(ByteBufAllocator allocator) {
        return loaded.context.newHandler(allocator);
    }

    private Loaded read(Instant now) throws IOException {
        Instant expiry = expiry(now);
        try {
            SslContext context = SslContextBuilder.forServer(certificates.toFile(), key.toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols(VERSIONS)
                    .clientAuth(ClientAuth.REQUIRE)
                    .trustManager(authorities.toFile())
                    .build();
            LOG.info("TLS certificate {} is in force until {}", certificates, expiry);
            return new Loaded(context, expiry);
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(
                    "TLS files %s, %s, %s cannot be used: %s".formatted(certificates, key, authorities, root(e)), e);
        }
    }

    private Instant expiry(Instant now) throws IOException {
        try (InputStream file = Files.newInputStream(certificates)) {
            X509Certificate ours =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            Instant from = ours.getNotBefore().toInstant();
            Instant to = ours.getNotAfter().toInstant();
            if (now.isBefore(from) || now.isAfter(to)) {
                throw new IOException("TLS certificate %s is in force from %s to %s (expected it to be now, %s)"
                        .formatted(certificates, from, to, now));
            }
            if (now.plus(WARN_AHEAD).isAfter(to)) {
                LOG.warn("TLS certificate {} ends at {}: renew it", certificates, to);
            }
            return to;
        } catch (CertificateException e) {
            throw new IOException("TLS certificate %s cannot be read: %s".formatted(certificates, root(e)), e);
        }
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
