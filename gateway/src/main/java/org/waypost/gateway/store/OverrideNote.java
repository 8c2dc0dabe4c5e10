package org.waypost.gateway.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.CityOverride;
import org.waypost.gateway.authorization.OverrideReason;
import org.waypost.itinerary.model.Msisdn;

/**
 * An override as staff see it.
 *
 * @param subject whose answers it concerns
 * @param what is left out
 * @param reason why
 * @param requestedBy operator
 * @param requested when
 * @param approvedBy another operator; null while nobody approved it
 */
public record OverrideNote(
        Msisdn subject,
        CityOverride what,
        OverrideReason reason,
        String requestedBy,
        Instant requested,
        @Nullable String approvedBy) {}
