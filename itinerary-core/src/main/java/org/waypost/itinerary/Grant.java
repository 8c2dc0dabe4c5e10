package org.waypost.itinerary;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Window;
import org.waypost.itinerary.stay.StayRules;

/**
 * Proof that these windows of this subject may be read, under these stay rules. The core answers nothing without one, and
 * only the gateway's {@code authorization} package makes one: a test over the imports holds that.
 *
 * @param subject whose itinerary
 * @param windows whole days before the day of the question, in the service's time zone; at least one
 * @param rules what counts as a stay
 * @param notBefore the day from which the number belongs to its present owner: no track of an earlier day is read;
 *     null if unknown to the register
 * @param purpose the service asked, or "staff"
 * @param basis the consent (or the staff reason) this rests on, as the audit names it
 */
public record Grant(
        Msisdn subject,
        List<Window> windows,
        StayRules rules,
        @Nullable LocalDate notBefore,
        String purpose,
        String basis) {
    public Grant {
        windows = List.copyOf(windows);
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("grant without a window (expected at least one)");
        }
    }
}
