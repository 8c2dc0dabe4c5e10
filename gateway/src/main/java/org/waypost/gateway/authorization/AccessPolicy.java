package org.waypost.gateway.authorization;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.message.Message;
import org.waypost.gateway.query.IdEnding;
import org.waypost.gateway.query.Service;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.keys.KeyRing;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.model.Window;

/**
 * Judges case files and makes grants; nobody else does. The checks stand in the order in which the dialogue asks for
 * them: standing and limits, ID ending, grant.
 */
public final class AccessPolicy {
    private final Limits limits;
    private final KeyRing keys;
    private final ZoneOffset zone;
    private final Supplier<Set<String>> stopped;

    /** @param zone whose calendar days are counted */
    public AccessPolicy(Limits limits, KeyRing keys, ZoneOffset zone) {
        this(limits, keys, zone, Set::of);
    }

    /** @param stopped names of the products that staff have stopped, whatever the configuration says */
    public AccessPolicy(Limits limits, KeyRing keys, ZoneOffset zone, Supplier<Set<String>> stopped) {
        this.limits = limits;
        this.keys = keys;
        this.zone = zone;
        this.stopped = stopped;
    }

    public LocalDate day(Instant now) {
        return now.atOffset(zone).toLocalDate();
    }

    /** Whether this sender may ask for this product at all, before anything is asked of them. */
    public Optional<Refusal> standing(CaseFile file, Service service, String peer, Instant now) {
        if (service.life().ended(day(now))) {
            return Optional.of(Refusal.ENDED);
        }
        if (!service.life().includes(day(now)) || stopped.get().contains(service.name())) {
            return Optional.of(Refusal.NOT_OFFERED);
        }
        Registration registration = file.registration();
        if (registration == null) {
            return Optional.of(Refusal.NOT_REGISTERED);
        }
        if (!registration.active()) {
            return Optional.of(Refusal.NOT_ACTIVE);
        }
        if (registration.ending() == null) {
            return Optional.of(Refusal.NO_REAL_NAME);
        }
        if (file.tally().itineraries(peer, day(now)) >= limits.itinerariesPerDay()) {
            return Optional.of(Refusal.ITINERARY_LIMIT);
        }
        return Optional.empty();
    }

    /**
     * The judgment on an ID ending.
     *
     * @param refusal why not; empty if it is right
     * @param next the file with the try counted
     */
    public record EndingCheck(Optional<Refusal> refusal, CaseFile next) {}

    /** Compares an ID ending with the register's, in constant time; counts wrong ones. */
    public EndingCheck check(CaseFile file, Message message, IdEnding ending, Instant now) {
        LocalDate today = day(now);
        Tally tally = file.tally();
        if (!tally.mayTryEnding(message.peer(), now, today, limits)) {
            return new EndingCheck(Optional.of(Refusal.ENDING_PAUSE), file);
        }
        if (right(file.registration(), message.sender(), ending)) {
            return new EndingCheck(Optional.empty(), file.withTally(tally.rightEnding(message.peer(), today, limits)));
        }
        CaseFile counted = file.withTally(tally.wrongEnding(message.peer(), now, today, limits));
        return new EndingCheck(Optional.of(Refusal.WRONG_ENDING), counted);
    }

    /** The register's digest may be older than the pseudonym of the day: it is compared under the version that made it. */
    private boolean right(@Nullable Registration registration, Msisdn sender, IdEnding ending) {
        if (registration == null || registration.ending() == null) {
            return false;
        }
        byte[] registered = registration.ending();
        return keys.version(registration.keyVersion())
                .map(version -> version.ending(version.subscriber(sender), ending.characters()))
                .filter(given -> KeyRing.same(registered, given))
                .isPresent();
    }

    /** A grant for what the consent covers: the product's windows as far as the number belonged to its owner. */
    public Access grant(Msisdn subject, Registration registration, Service service, Consent consent, Instant now) {
        LocalDate from = registration.activeFrom();
        List<Window> asked =
                service.windows().stream().map(w -> w.before(day(now))).toList();
        List<Window> answerable = asked.stream()
                .filter(w -> from == null || !w.last().isBefore(from))
                .map(w -> from == null || !w.first().isBefore(from) ? w : new Window(from, w.last()))
                .toList();
        if (answerable.isEmpty()) {
            return new Access.Refused(Refusal.TOO_NEW);
        }
        Grant grant = new Grant(subject, answerable, service.rules(), from, service.name(), consent.id());
        return new Access.Granted(grant, answerable.equals(asked) ? null : from);
    }

    /** A grant for staff who look up what a subscriber would be told; audited by the caller. */
    public Grant staffGrant(Msisdn subject, CaseFile file, Service service, LocalDate asOf, String reason) {
        Registration registration = file.registration();
        List<Window> windows =
                service.windows().stream().map(w -> w.before(asOf)).toList();
        return new Grant(
                subject,
                windows,
                service.rules(),
                registration == null ? null : registration.activeFrom(),
                "staff",
                reason);
    }

    /** The file as its present owner may use it: what a former owner of the number consented to or began is gone. */
    public CaseFile ofPresentOwner(CaseFile file) {
        Registration registration = file.registration();
        if (registration == null || !registration.active()) {
            return file.withoutConsents().withDialogue(null);
        }
        LocalDate from = registration.activeFrom();
        if (from == null) {
            return file;
        }
        boolean formerOwner = file.last() != null && day(file.last().at()).isBefore(from);
        return formerOwner ? file.withoutConsents().withDialogue(null) : file;
    }

    public Tally.Allowance allowance(CaseFile file, Instant now) {
        return file.tally().allowance(now, day(now), limits);
    }

    public boolean mayHelp(CaseFile file, Instant now) {
        Instant last = file.tally().lastHelp();
        return last == null || !now.isBefore(last.plus(limits.helpPause()));
    }

    public CaseFile helped(CaseFile file, Instant now) {
        return file.withTally(file.tally().helped(now));
    }

    public CaseFile replied(CaseFile file, Instant now) {
        return file.withTally(file.tally().replied(now, day(now), limits));
    }

    public CaseFile repliedBusy(CaseFile file, Instant now) {
        return file.withTally(file.tally().repliedBusy(now, day(now), limits));
    }

    public CaseFile disclosed(CaseFile file, String peer, Instant now) {
        return file.withTally(file.tally().disclosed(peer, day(now), limits));
    }
}
