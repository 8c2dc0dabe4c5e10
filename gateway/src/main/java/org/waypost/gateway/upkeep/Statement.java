package org.waypost.gateway.upkeep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statement that an installation is deleted: a JSON file, begun before and finished after, then signed under a key that
 * is made for it and kept nowhere. {@code FILE.sig} holds the signature (Ed25519), {@code FILE.pub} the public key (PEM); whoever
 * notes the key's fingerprint elsewhere can prove that nothing was changed since:
 * {@code openssl pkeyutl -verify -pubin -inkey FILE.pub -rawin -in FILE -sigfile FILE.sig}.
 *
 * @param installation fingerprint of its keys
 * @param text the JSON
 * @param finished whether everything is deleted
 * @param signedBy SHA-256 of the public key; empty before it is finished
 */
public record Statement(String installation, String text, boolean finished, String signedBy) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String STATE = "\"state\" : \"begun\"";

    /** The one in this file; null if there is none. */
    static @Nullable Statement read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        String text = Files.readString(file);
        String installation = "";
        String state = "";
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "installation".equals(parser.currentName())) {
                    installation = parser.getText();
                } else if (token == JsonToken.VALUE_STRING && "state".equals(parser.currentName())) {
                    state = parser.getText();
                }
            }
        }
        return new Statement(installation, text, !state.equals("begun"), "");
    }

    static Statement begin(Path file, Decommission.Plan plan, String operator, Instant now) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("statement", "Everything this installation held is deleted, its keys last.");
        tree.put("installation", plan.installation());
        tree.put("state", "begun");
        tree.put("begun", now.toString());
        tree.put("operator", operator);
        tree.put("rows", plan.rows());
        tree.put("audit heads", plan.heads());
        tree.put("paths", plan.paths().stream().map(Path::toString).toList());
        String text = WrittenTree.json(tree);
        write(file, text.getBytes(StandardCharsets.UTF_8));
        return new Statement(plan.installation(), text, false, "");
    }

    /** Says in the file that everything is deleted, and signs it. */
    Statement finish(Path file, Instant now) throws IOException {
        String done = text.replace(STATE, "\"state\" : \"finished\",\n  \"finished\" : \"%s\"".formatted(now));
        byte[] bytes = done.getBytes(StandardCharsets.UTF_8);
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            byte[] open = pair.getPublic().getEncoded();
            write(beside(file, ".sig"), signature.sign());
            String pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                    .formatted(Base64.getEncoder().encodeToString(open));
            write(beside(file, ".pub"), pem.getBytes(StandardCharsets.US_ASCII));
            // Last: until then a run that is killed goes on here, with another key.
            write(file, bytes);
            String print = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(open));
            return new Statement(installation, done, true, print);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not usable on this JVM", e);
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Whole or not at all, and on stable storage. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path draft = beside(file, ".new");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
