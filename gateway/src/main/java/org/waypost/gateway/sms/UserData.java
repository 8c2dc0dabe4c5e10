package org.waypost.gateway.sms;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The user data of one short message.
 *
 * <p>Holds what a subscriber wrote, or reads: {@link #toString()} tells lengths only.
 *
 * @param alphabet how {@code payload} spells characters
 * @param concatenation null where the message stands alone
 * @param payload the octets after the user data header; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copying each payload would double the garbage
public record UserData(Alphabet alphabet, @Nullable Concatenation concatenation, byte[] payload) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserData that
                && alphabet == that.alphabet
                && Objects.equals(concatenation, that.concatenation)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * alphabet.hashCode() + Objects.hashCode(concatenation)) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "UserData[%s, %s, %d octets]".formatted(alphabet, concatenation, payload.length);
    }
}
