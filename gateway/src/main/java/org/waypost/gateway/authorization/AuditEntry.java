package org.waypost.gateway.authorization;

import org.jspecify.annotations.Nullable;

/**
 * One line of the audit; it holds no itinerary, no digits and no number.
 *
 * @param event what happened
 * @param service concerned; null for none
 * @param detail a refusal's name, a consent's version, the kind of a failure; null for none
 * @param basis the consent it rests on; null for none
 * @param operator who did it, where it was staff; null for none
 */
public record AuditEntry(
        Event event,
        @Nullable String service,
        @Nullable String detail,
        @Nullable String basis,
        @Nullable String operator) {
    /** What is audited. */
    public enum Event {
        /** An itinerary was put into a reply, or shown to staff. */
        DISCLOSURE,
        REFUSAL,
        CONSENT_GIVEN,
        CONSENT_WITHDRAWN,
        /** So many consents ended because the register gave their numbers up. */
        CONSENTS_ENDED,
        STAFF_LOOKUP,
        /** An operator had an open reply tried at once. */
        REPLY_REQUEUED,
        /** An operator ended a reply before it left. */
        REPLY_CANCELED,
        /** A version was added to the key ring. */
        KEYS_ROTATED,
        /** A version of the key ring was destroyed. */
        KEYS_DESTROYED,
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
        /** An operator let a peer do less, or everything again. */
        PEER_CHANGED,
        /** Cells, subscribers or events were taken in by a command, or a day was called complete. */
        IMPORTED,
        /** Somebody named an operator and had not their token, or asked for what their role does not cover. */
        OPERATOR_REFUSED,
        /** What is audited about a number was shown. */
        AUDIT_READ,
        /** Disclosures of some days were listed. */
        DISCLOSURES_LISTED,
        AUDIT_VERIFIED,
        /** An operator asked for a city to be left out of answers, another one agreed, or one ended it. */
        OVERRIDE_REQUESTED,
        OVERRIDE_APPROVED,
        OVERRIDE_WITHDRAWN,
        /** Pages older than retention were replaced by checkpoints. */
        AUDIT_PURGED,
        /** No answer could be given: itineraries unavailable, or an error of our own. */
        BUSY
    }

    public static AuditEntry refused(String service, Refusal refusal) {
        return new AuditEntry(Event.REFUSAL, service, refusal.name(), null, null);
    }

    public static AuditEntry disclosed(String service, String basis) {
        return new AuditEntry(Event.DISCLOSURE, service, null, basis, null);
    }

    public static AuditEntry consented(Consent consent) {
        return new AuditEntry(Event.CONSENT_GIVEN, consent.service(), consent.wording(), consent.id(), null);
    }

    /** @param why a code, null for that the subscriber said so */
    public static AuditEntry withdrawn(Consent consent, @Nullable String why) {
        return new AuditEntry(Event.CONSENT_WITHDRAWN, consent.service(), why, consent.id(), null);
    }

    /** Of numbers that the register gave up. */
    public static AuditEntry consentsEnded(int count) {
        return new AuditEntry(Event.CONSENTS_ENDED, null, String.valueOf(count), null, null);
    }

    public static AuditEntry busy(String service) {
        return new AuditEntry(Event.BUSY, service, null, null, null);
    }

    /** What staff did, or were refused. */
    public static AuditEntry staff(Event event, @Nullable String service, @Nullable String detail, String operator) {
        return new AuditEntry(event, service, detail, null, operator);
    }
}
