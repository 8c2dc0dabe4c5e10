package org.waypost.gateway.authorization;

import org.jspecify.annotations.Nullable;

/**
 * One line of the audit; it holds no itinerary, no digits and no number.
 *
 * @param event what happened
 * @param service concerned; null for none
 * @param detail a refusal's name, a consent's version, the kind of a failure; null for none
 * @param basis the consent it rests on; null for none
 */
public record AuditEntry(
        Event event,
        @Nullable String service,
        @Nullable String detail,
        @Nullable String basis) {
    /** What is audited. */
    public enum Event {
        /** An itinerary was put into a reply, or shown to staff. */
        DISCLOSURE,
        REFUSAL,
        CONSENT_GIVEN,
        CONSENT_WITHDRAWN,
        STAFF_LOOKUP,
        /** An operator had an open reply tried at once. */
        REPLY_REQUEUED,
        /** An operator ended a reply before it left. */
        REPLY_CANCELED,
        /** Staff wrote out what is held about a subscriber. */
        EXPORT,
        /** An erasure was begun; without an {@link #ERASED} after it, it has to be run again. */
        ERASURE_BEGUN,
        /** Everything that was held about a subscriber is deleted. */
        ERASED,
        /** A product was stopped, or started again, while the gateway ran. */
        SERVICE_STOPPED,
        SERVICE_STARTED,
        /** Everything is about to be deleted, this audit too. */
        DECOMMISSION_BEGUN,
        /** What retention no longer allows was deleted. */
        PURGED,
        /** No answer could be given: itineraries unavailable, or an error of our own. */
        BUSY
    }

    public static AuditEntry refused(String service, Refusal refusal) {
        return new AuditEntry(Event.REFUSAL, service, refusal.name(), null);
    }

    public static AuditEntry disclosed(String service, String basis) {
        return new AuditEntry(Event.DISCLOSURE, service, null, basis);
    }

    public static AuditEntry consented(Consent consent) {
        return new AuditEntry(Event.CONSENT_GIVEN, consent.service(), consent.wording(), consent.id());
    }
}
