package org.waypost.gateway.sms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user data of one short message.
 *
 * <p>Holds what a subscriber wrote, or reads: {@link #toString()} tells lengths only.
 *
 * @param alphabet how {@code payload} spells characters
 * @param tables that {@link Alphabet#GSM7} is read with; the default ones where there is another alphabet
 * @param concatenation null where the message stands alone
 * @param payload the octets after the user data header; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copying each payload would double the garbage
public record UserData(
        Alphabet alphabet, ShiftTables tables, @Nullable Concatenation concatenation, byte[] payload) {
    private static final String BETWEEN = "/";

    /** A message, or part of one, in the default tables. */
    public UserData(Alphabet alphabet, @Nullable Concatenation concatenation, byte[] payload) {
        this(alphabet, ShiftTables.DEFAULT, concatenation, payload);
    }

    /** A message that stands alone. */
    public static UserData of(Alphabet alphabet, byte[] payload) {
        return new UserData(alphabet, null, payload);
    }

    /** A message that stands alone, in what {@link #spelling()} once said. */
    public static UserData of(String spelling, byte[] payload) {
        String[] words = spelling.split(BETWEEN, -1);
        ShiftTables tables = words.length == 1
                ? ShiftTables.DEFAULT
                : new ShiftTables(NationalLanguage.valueOf(words[1]), NationalLanguage.valueOf(words[2]));
        return new UserData(Alphabet.valueOf(words[0]), tables, null, payload);
    }

    /** How the payload spells characters, in one word of ASCII: {@code UCS2}, {@code GSM7/TURKISH/DEFAULT}. */
    public String spelling() {
        return tables.equals(ShiftTables.DEFAULT)
                ? alphabet.name()
                : String.join(
                        BETWEEN,
                        alphabet.name(),
                        tables.locking().name(),
                        tables.single().name());
    }

    boolean isSpelledLike(UserData other) {
        return alphabet == other.alphabet && tables.equals(other.tables);
    }

    /** The same, as a part of a longer message. */
    public UserData withConcatenation(Concatenation place) {
        return new UserData(alphabet, tables, place, payload);
    }

    /**
     * Reads octets that begin with a user data header (3GPP 23.040, clause 9.2.3.24). A header that cannot be one is taken
     * for text, damaged elements are skipped.
     *
     * @return empty where the header says that this is a part which cannot be, the 0th or one beyond the last: no whole
     *     message, and never to be one
     */
    public static Optional<UserData> withHeader(Alphabet alphabet, byte[] octets) {
        UserDataHeader header = UserDataHeader.read(octets);
        return header.impossiblePart()
                ? Optional.empty()
                : Optional.of(new UserData(
                        alphabet,
                        alphabet == Alphabet.GSM7 ? header.tables() : ShiftTables.DEFAULT,
                        header.concatenation(),
                        Arrays.copyOfRange(octets, header.length(), octets.length)));
    }

    /** Whether {@link #octets()} begin with a user data header. */
    public boolean hasHeader() {
        return concatenation != null;
    }

    /** The payload, behind a user data header where there is a concatenation to tell; tables are not told. */
    public byte[] octets() {
        if (concatenation == null) {
            return payload;
        }
        byte[] header = UserDataHeader.write(concatenation);
        byte[] octets = Arrays.copyOf(header, header.length + payload.length);
        System.arraycopy(payload, 0, octets, header.length, payload.length);
        return octets;
    }

    /**
     * The characters the payload spells. Never fails: what spells nothing becomes U+FFFD; binary data are no text and yield
     * none. A character that continues in the next part can only be read by joining the parts.
     */
    public String text() {
        return switch (alphabet) {
            case GSM7 -> GsmAlphabet.decode(payload, tables);
            case ASCII -> new String(payload, StandardCharsets.US_ASCII);
            case LATIN1 -> new String(payload, StandardCharsets.ISO_8859_1);
            case UTF8 -> withoutByteOrderMark(new String(payload, StandardCharsets.UTF_8));
            case UCS2 -> Ucs2.decode(payload);
            case BINARY -> "";
        };
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserData that
                && alphabet == that.alphabet
                && tables.equals(that.tables)
                && Objects.equals(concatenation, that.concatenation)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(alphabet, tables, concatenation) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "UserData[%s, %s, %d octets]".formatted(spelling(), concatenation, payload.length);
    }
}
