package org.waypost.itinerary.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.waypost.itinerary.keys.KeyRing.Purpose;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.SubscriberKey;

/**
 * One version of the keys that rotate, and everything that is done with them. It is in force from an instant on, until the
 * next version's; what was made under it stays readable until it is destroyed. Safe for use by any thread.
 */
public final class KeyVersion {
    /** Versions are numbered from 1; a seal has two bytes for it. */
    static final int MOST = 0xFFFF;

    private static final int IV_LENGTH = 12;
    private static final int TAG_BITS = 128;
    /** The form of seals made before there were versions, and so by the first. */
    private static final byte UNVERSIONED_SEAL = 1;

    private static final byte SEAL = 2;

    private final int number;
    private final Instant from;
    private final Map<Purpose, byte[]> keys = new EnumMap<>(Purpose.class);
    private final Map<Purpose, KeyedHash> hashes = new EnumMap<>(Purpose.class);
    private final String fingerprint;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param number from 1
     * @param from when it comes into force
     * @param keys one for each purpose that rotates; others are ignored
     * @param audit the audit's, on which every fingerprint depends
     */
    KeyVersion(int number, Instant from, Map<Purpose, byte[]> keys, KeyedHash audit) {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("key version %d (expected 1 to %d)".formatted(number, MOST));
        }
        this.number = number;
        this.from = from;
        byte[] all = new byte[0];
        for (Purpose purpose : Purpose.values()) {
            KeyedHash hash = audit;
            if (purpose.rotates()) {
                byte[] key = keys.getOrDefault(purpose, new byte[0]);
                hash = new KeyedHash(purpose, key);
                this.keys.put(purpose, key.clone());
                hashes.put(purpose, hash);
            }
            all = hash.of(KeyedHash.ascii("fingerprint"), all);
        }
        this.fingerprint = KeyedHash.hexadecimal(all, 8);
    }

    public int number() {
        return number;
    }

    /** When it comes, or came, into force. */
    public Instant from() {
        return from;
    }

    /** Identifies the keys without telling anything about them: 16 hexadecimal digits, kept in each database. */
    public String fingerprint() {
        return fingerprint;
    }

    byte[] key(Purpose purpose) {
        byte[] key = keys.get(purpose);
        if (key == null) {
            throw new IllegalArgumentException("%s does not rotate".formatted(purpose));
        }
        return key;
    }

    private KeyedHash hash(Purpose purpose) {
        KeyedHash hash = hashes.get(purpose);
        if (hash == null) {
            throw new IllegalStateException("no key for " + purpose);
        }
        return hash;
    }

    /** The pseudonym of a number in tables. */
    public SubscriberKey subscriber(Msisdn number) {
        return SubscriberKey.of(
                hash(Purpose.SUBSCRIBER).prefix(SubscriberKey.LENGTH, KeyedHash.ascii(number.digits())));
    }

    /**
     * What the register keeps of an ID ending: HMAC bound to the number, so that equal endings of two people differ.
     *
     * @param subscriber the number's pseudonym under this version
     * @param ending four characters in canonical form: digits, the last possibly {@code X}
     */
    public byte[] ending(SubscriberKey subscriber, String ending) {
        return hash(Purpose.ENDING).prefix(16, subscriber.bytes(), KeyedHash.ascii(ending));
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
        return hash(Purpose.REPEAT).prefix(16, all);
    }

    /**
     * Encrypts with AES-256-GCM under a random IV. The version stands in front, for {@link KeyRing#open}.
     *
     * @param context what the text belongs to (a row's identity); the same is needed to open it
     */
    public byte[] seal(byte[] plain, byte[] context) {
        byte[] iv = new byte[IV_LENGTH];
        random.nextBytes(iv);
        byte[] head = ByteBuffer.allocate(1 + Short.BYTES)
                .put(SEAL)
                .putShort((short) number)
                .array();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, iv, head, context);
            return ByteBuffer.allocate(head.length + IV_LENGTH + cipher.getOutputSize(plain.length))
                    .put(head)
                    .put(iv)
                    .put(cipher.doFinal(plain))
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not usable on this JVM", e);
        }
    }

    /** The number of the version under which something was sealed. */
    static int versionOf(byte[] sealed) throws UnreadableSealException {
        int length = sealed.length - IV_LENGTH - TAG_BITS / Byte.SIZE;
        if (length >= 1 && sealed[0] == UNVERSIONED_SEAL) {
            return 1;
        }
        if (length >= 1 + Short.BYTES && sealed[0] == SEAL) {
            return Short.toUnsignedInt(ByteBuffer.wrap(sealed, 1, Short.BYTES).getShort());
        }
        throw new UnreadableSealException("sealed text of %d bytes in an unknown form".formatted(sealed.length));
    }

    /** Decrypts what this version sealed. */
    byte[] open(byte[] sealed, byte[] context) throws UnreadableSealException {
        int length = sealed[0] == SEAL ? 1 + Short.BYTES : 1;
        byte[] head = new byte[sealed[0] == SEAL ? length : 0];
        byte[] iv = new byte[IV_LENGTH];
        System.arraycopy(sealed, 0, head, 0, head.length);
        System.arraycopy(sealed, length, iv, 0, IV_LENGTH);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, iv, head, context);
            return cipher.doFinal(sealed, length + IV_LENGTH, sealed.length - length - IV_LENGTH);
        } catch (AEADBadTagException e) {
            throw new UnreadableSealException("sealed text of another key or place, or changed");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not usable on this JVM", e);
        }
    }

    private Cipher cipher(int mode, byte[] iv, byte[] head, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(Purpose.REPLY), "AES"), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(head);
        cipher.updateAAD(context);
        return cipher;
    }

    @Override
    public String toString() {
        return "KeyVersion[%d, %s, from %s]".formatted(number, fingerprint, from);
    }
}
