package org.waypost.gateway.query;

import org.jspecify.annotations.Nullable;

/** What one text says. Whether it makes sense now is the dialogue's matter. */
public sealed interface Query {
    /** The language the text itself tells, null where it tells none. */
    @Nullable
    Language language();

    /** A keyword, with the ID ending where it was given at once. */
    record Ask(
            Service service,
            @Nullable IdEnding ending,
            @Nullable Language language) implements Query {}

    /** A keyword followed by something that is no ID ending. */
    record Malformed(Service service, @Nullable Language language) implements Query {}

    /** A keyword that is asked for at another short code. */
    record Elsewhere(Service service, @Nullable Language language) implements Query {}

    /** An ID ending alone. */
    record Ending(IdEnding ending, @Nullable Language language) implements Query {}

    /** Consent. */
    record Yes(@Nullable Language language) implements Query {}

    /** The end of a dialogue. */
    record No(@Nullable Language language) implements Query {}

    /** Withdrawal of every consent. */
    record Withdraw(@Nullable Language language) implements Query {}

    record Help(@Nullable Language language) implements Query {}

    /** Anything else. */
    record Unknown(@Nullable Language language) implements Query {}
}
