package org.waypost.gateway.dialogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.CaseFile;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.query.Language;
import org.waypost.gateway.query.Service;
import org.waypost.itinerary.Grant;

/** What is decided about a message before any itinerary is read. */
public sealed interface Decision {
    /** Everything is known already. */
    record Settled(Answer answer) implements Decision {}

    /**
     * An itinerary is needed.
     *
     * @param grant the key to it
     * @param message the question
     * @param service asked
     * @param language of the answer
     * @param file the sender's file, the consent recorded
     * @param before the dialogue as it stood, to which a busy answer returns
     * @param answerableFrom first day that can be answered, where the number is younger than the windows
     * @param audit what is to be audited beside the disclosure
     * @param now when it was decided
     */
    record Pending(
            Grant grant,
            Message message,
            Service service,
            Language language,
            CaseFile file,
            CaseFile before,
            @Nullable LocalDate answerableFrom,
            List<AuditEntry> audit,
            Instant now)
            implements Decision {
        public Pending {
            audit = List.copyOf(audit);
        }
    }
}
