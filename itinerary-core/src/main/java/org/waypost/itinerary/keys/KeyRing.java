package org.waypost.itinerary.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * The secrets of one installation, one per {@link Purpose}, and everything that is done with them. Safe for use by any
 * thread.
 *
 * <p>Hazard: a second node, or a restored backup, with another ring would answer "no data" to everybody. Therefore each
 * database holds the {@link #fingerprint()}, and a ring that does not match stops the start.
 */
public final class KeyRing {
    /** What a key is for; no key serves two purposes. */
    public enum Purpose {
        /** Pseudonyms of numbers in the itinerary tables, the register and the case files. */
        SUBSCRIBER,
        /** ID endings in the register. */
        ENDING,
        /** Numbers and texts that must be readable until a reply is done. */
        REPLY,
        /** Recognition of repeated messages. */
        REPEAT,
        /** Pseudonyms in the audit and its chain; kept as long as the audit. */
        AUDIT
    }

    /** Length of every key, in bytes. */
    public static final int KEY_LENGTH = 32;

    private static final int IV_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final byte SEAL_VERSION = 1;

    private final Map<Purpose, byte[]> keys;
    private final Map<Purpose, Mac> macs = new EnumMap<>(Purpose.class);
    private final SecureRandom random = new SecureRandom();

    KeyRing(Map<Purpose, byte[]> keys) {
        this.keys = new EnumMap<>(keys);
        for (Purpose purpose : Purpose.values()) {
            byte[] key = keys.get(purpose);
            if (key == null || key.length != KEY_LENGTH) {
                throw new IllegalArgumentException("key for %s of %d bytes (expected %d)"
                        .formatted(purpose, key == null ? 0 : key.length, KEY_LENGTH));
            }
            macs.put(purpose, mac(key));
        }
    }

    /** A ring of fresh random keys, kept nowhere. */
    public static KeyRing random() {
        SecureRandom random = new SecureRandom();
        Map<Purpose, byte[]> keys = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            byte[] key = new byte[KEY_LENGTH];
            random.nextBytes(key);
            keys.put(purpose, key);
        }
        return new KeyRing(keys);
    }

    byte[] key(Purpose purpose) {
        byte[] key = keys.get(purpose);
        if (key == null) {
            throw new IllegalStateException("no key for " + purpose);
        }
        return key;
    }

    /** The pseudonym of a number in tables. */
    public SubscriberKey subscriber(Msisdn number) {
        return SubscriberKey.of(prefix(hmac(Purpose.SUBSCRIBER, ascii(number.digits())), SubscriberKey.LENGTH));
    }

    /** The pseudonym of a number in the audit; another one than in the tables, so that it outlives their keys. */
    public byte[] auditSubject(Msisdn number) {
        return prefix(hmac(Purpose.AUDIT, ascii("subject\0" + number.digits())), SubscriberKey.LENGTH);
    }

    /** The chain value of an audit page: HMAC over the previous value and the page. */
    public byte[] auditMac(byte[] previous, byte[] page) {
        return hmac(Purpose.AUDIT, ascii("page\0"), previous, page);
    }

    /**
     * What the register keeps of an ID ending: HMAC bound to the number, so that equal endings of two people differ.
     *
     * @param ending four characters in canonical form: digits, the last possibly {@code X}
     */
    public byte[] ending(SubscriberKey subscriber, String ending) {
        return prefix(hmac(Purpose.ENDING, subscriber.bytes(), ascii(ending)), 16);
    }

    /** Compares two digests in a time that does not depend on where they differ. */
    public static boolean same(byte[] left, byte[] right) {
        return MessageDigest.isEqual(left, right);
    }

    /** A digest by which a repeated message is recognized; says nothing about its content to whoever lacks the key. */
    public byte[] repeat(byte[]... parts) {
        ByteBuffer lengths = ByteBuffer.allocate(parts.length * Integer.BYTES);
        for (byte[] part : parts) {
            lengths.putInt(part.length);
        }
        byte[][] all = new byte[parts.length + 1][];
        all[0] = lengths.array();
        System.arraycopy(parts, 0, all, 1, parts.length);
        return prefix(hmac(Purpose.REPEAT, all), 16);
    }

    /**
     * Encrypts with AES-256-GCM under a random IV.
     *
     * @param context what the text belongs to (a row's identity); the same is needed to {@link #open}
     */
    public byte[] seal(byte[] plain, byte[] context) {
        byte[] iv = new byte[IV_LENGTH];
        random.nextBytes(iv);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, iv, context);
            ByteBuffer sealed = ByteBuffer.allocate(1 + IV_LENGTH + cipher.getOutputSize(plain.length));
            sealed.put(SEAL_VERSION).put(iv).put(cipher.doFinal(plain));
            return sealed.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not usable on this JVM", e);
        }
    }

    /**
     * Decrypts what {@link #seal} made.
     *
     * @throws UnreadableSealException if it was not sealed under this ring and context, or was changed since
     */
    public byte[] open(byte[] sealed, byte[] context) throws UnreadableSealException {
        if (sealed.length < 1 + IV_LENGTH + TAG_BITS / Byte.SIZE || sealed[0] != SEAL_VERSION) {
            throw new UnreadableSealException("sealed text of %d bytes in an unknown form".formatted(sealed.length));
        }
        byte[] iv = new byte[IV_LENGTH];
        System.arraycopy(sealed, 1, iv, 0, IV_LENGTH);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, iv, context);
            return cipher.doFinal(sealed, 1 + IV_LENGTH, sealed.length - 1 - IV_LENGTH);
        } catch (AEADBadTagException e) {
            throw new UnreadableSealException("sealed text of another key or place, or changed");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not usable on this JVM", e);
        }
    }

    private Cipher cipher(int mode, byte[] iv, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(Purpose.REPLY), "AES"), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(context);
        return cipher;
    }

    /** Identifies the ring without telling anything about it: 16 hexadecimal digits, kept in each database. */
    public String fingerprint() {
        byte[] all = new byte[0];
        for (Purpose purpose : Purpose.values()) {
            all = hmac(purpose, ascii("fingerprint"), all);
        }
        return HexFormat.of().formatHex(all, 0, 8);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable on this JVM", e);
        }
    }

    private byte[] hmac(Purpose purpose, byte[]... parts) {
        Mac mac = fresh(purpose);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** A copy, since every event and question needs one: finding the algorithm and taking in the key costs as much again. */
    private Mac fresh(Purpose purpose) {
        Mac mac = macs.get(purpose);
        if (mac == null) {
            throw new IllegalStateException("no key for " + purpose);
        }
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC-SHA-256 of this JVM cannot be copied", e);
        }
    }

    private static byte[] prefix(byte[] bytes, int length) {
        byte[] prefix = new byte[length];
        System.arraycopy(bytes, 0, prefix, 0, length);
        return prefix;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "KeyRing[" + fingerprint() + "]";
    }
}
