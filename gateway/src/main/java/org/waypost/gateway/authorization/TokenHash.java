package org.waypost.gateway.authorization;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What the configuration holds of an operator's token: SHA-256 over name and token. One round is enough because a token is 256
 * random bits and nothing else is taken for one; a word somebody made up could be guessed from it.
 */
public final class TokenHash {
    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String PREFIX = "sha256:";

    private final byte[] digest;

    private TokenHash(byte[] digest) {
        this.digest = digest;
    }

    /** A new token: 43 characters that stand for 256 bits. */
    public static String freshToken(RandomGenerator random) {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** The hash of an operator's token; of another operator's it is another one. */
    public static TokenHash of(String operator, String token) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update("waypost operator\0".getBytes(StandardCharsets.UTF_8));
            sha.update((operator + "\0").getBytes(StandardCharsets.UTF_8));
            return new TokenHash(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not usable on this JVM", e);
        }
    }

    /** As {@link #toString} writes it; empty if it is not of that form. */
    public static Optional<TokenHash> parse(String text) {
        if (!text.matches(PREFIX + "[0-9a-f]{64}")) {
            return Optional.empty();
        }
        return Optional.of(new TokenHash(HexFormat.of().parseHex(text.substring(PREFIX.length()))));
    }

    /** Whether it is this operator's token; takes the same time however much of it is right. */
    boolean matches(String operator, String token) {
        boolean same = MessageDigest.isEqual(digest, of(operator, token).digest);
        return TOKEN.matcher(token).matches() && same;
    }

    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(digest);
    }
}
