package org.waypost.gateway.authorization;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.query.Language;

/**
 * What the register says of a number.
 *
 * @param ending keyed digest of the owner's ID ending; null where the owner is not registered with a real name. Not to
 *     be changed
 * @param activeFrom the day from which the number belongs to this owner; null if the carrier does not tell
 * @param active false once the number is given up
 * @param language the language the subscriber chose; null for none
 * @param keyVersion version of the keys under which the ending became a digest
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read once per question
public record Registration(
        byte @Nullable [] ending,
        @Nullable LocalDate activeFrom,
        boolean active,
        @Nullable Language language,
        int keyVersion) {
    @Override
    public String toString() {
        return "Registration[active=" + active + ", language=" + language + "]";
    }
}
