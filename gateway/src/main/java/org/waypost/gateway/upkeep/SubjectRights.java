package org.waypost.gateway.upkeep;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.Consent;
import org.waypost.gateway.store.Dossier;
import org.waypost.gateway.store.Erased;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;
import org.waypost.itinerary.ItineraryCore;
import org.waypost.itinerary.KeptDay;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Pseudonyms;

/**
 * What a subscriber may ask of staff (contract P8): to be told everything that is held about them, to have their consents
 * ended, to be erased. Each stands in the audit, with who did it, before anything leaves or together with what is deleted.
 */
public final class SubjectRights {
    private final GatewayStore store;
    private final ItineraryCore core;
    private final KeyRing keys;
    private final Clock clock;

    public SubjectRights(GatewayStore store, ItineraryCore core, KeyRing keys, Clock clock) {
        this.store = store;
        this.core = core;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Everything that is held about a number, in both databases.
     *
     * @param operator who asks for it, as the audit names them
     * @throws SQLException if the itinerary database refuses
     */
    public SubjectExport export(Msisdn number, String operator) throws StoreUnavailableException, SQLException {
        audit(number, AuditEntry.Event.EXPORT, operator);
        Dossier dossier = store.subjects().held(pseudonyms(number));
        List<KeptDay> days = core.kept(number);
        return new SubjectExport(number, clock.instant(), dossier, days);
    }

    /**
     * Ends a number's consents, its open dialogue, and its replies that have not left.
     *
     * @return how many consents
     */
    public int withdraw(Msisdn number, String operator) throws StoreUnavailableException {
        return store.subjects()
                .withdraw(number, pseudonyms(number).keys(), consents -> ended(consents, operator), clock.instant())
                .size();
    }

    private static List<AuditEntry> ended(List<Consent> consents, String operator) {
        if (consents.isEmpty()) {
            return List.of(AuditEntry.staff(AuditEntry.Event.CONSENT_WITHDRAWN, null, "there was none", operator));
        }
        return consents.stream()
                .map(c -> new AuditEntry(AuditEntry.Event.CONSENT_WITHDRAWN, c.service(), "by staff", c.id(), operator))
                .toList();
    }

    /**
     * What was deleted.
     *
     * @param trackDays days with a track
     * @param records in the gateway's database
     */
    public record Erasure(long trackDays, Erased records) {
        /** Counts only. */
        @Override
        public String toString() {
            return "track days %d, %s".formatted(trackDays, records);
        }
    }

    /**
     * Deletes everything that is held about a number. The tracks go first: a question that is answered meanwhile finds none,
     * and its reply goes with the rest. An erasure that was cut off is run again.
     *
     * @throws SQLException if the itinerary database refuses
     */
    public Erasure erase(Msisdn number, String operator) throws StoreUnavailableException, SQLException {
        audit(number, AuditEntry.Event.ERASURE_BEGUN, operator);
        long days = core.erase(number);
        Erased records = store.subjects()
                .erase(number, pseudonyms(number).keys(), erased -> erased(days, erased, operator), clock.instant());
        return new Erasure(days, records);
    }

    private static List<AuditEntry> erased(long days, Erased erased, String operator) {
        List<AuditEntry> entries = new ArrayList<>();
        erased.consents().forEach(c -> entries.add(AuditEntry.withdrawn(c, "the number was erased")));
        entries.add(AuditEntry.staff(AuditEntry.Event.ERASED, null, new Erasure(days, erased).toString(), operator));
        return entries;
    }

    /** What staff are told. */
    public static String withdrawn(Msisdn number, int consents) {
        return "%s: consents ended %d; what was open is withdrawn".formatted(number, consents);
    }

    /** What staff are told. */
    public static String erased(Msisdn number, Erasure erasure) {
        return "%s: erased: %s".formatted(number, erasure);
    }

    private void audit(Msisdn number, AuditEntry.Event event, String operator) throws StoreUnavailableException {
        store.audit(number, List.of(AuditEntry.staff(event, null, null, operator)), clock.instant());
    }

    private Pseudonyms pseudonyms(Msisdn number) {
        return keys.pseudonyms(number, clock.instant());
    }
}
