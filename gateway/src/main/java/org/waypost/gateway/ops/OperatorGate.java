package org.waypost.gateway.ops;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waypost.gateway.authorization.AuditEntry;
import org.waypost.gateway.authorization.Credentials;
import org.waypost.gateway.authorization.Operator;
import org.waypost.gateway.authorization.Operators;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.store.GatewayStore;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * Lets an operator do what their role covers, by name and token. Who is refused stands in the audit, so often only as a name
 * may be tried; an unknown name and a wrong token are told the same. Safe for use by any thread.
 */
public final class OperatorGate {
    /** Wrong tokens for one name within a period; then the name rests, and nothing more is audited. */
    private static final int MOST_GUESSES = 5;

    private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();
    private static final String UNKNOWN = "unknown";

    private final Operators operators;
    private final GatewayStore store;
    private final Clock clock;
    private final LongSupplier nanoTime;
    /** By name; all unknown ones together, so that there are never more than there are operators, and one. */
    private final Map<String, Guesses> guesses = new HashMap<>();

    /** @param since when the first of them was made */
    private record Guesses(int count, long since) {}

    public OperatorGate(Operators operators, GatewayStore store, Clock clock, LongSupplier nanoTime) {
        this.operators = operators;
        this.store = store;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Whether somebody may do something.
     *
     * @param shown who they say they are; null for nobody
     * @return the operator's name for the audit, or {@link Operator#MACHINE}
     * @throws OperatorRefusedException if not, which stands in the audit then
     */
    public String admit(StaffAction action, @Nullable Credentials shown)
            throws OperatorRefusedException, StoreUnavailableException {
        if (shown == null) {
            if (action.ofMachinesToo()) {
                return Operator.MACHINE;
            }
            throw new OperatorRefusedException(
                    operators.none()
                            ? "the configuration has no operators (expected some; 'waypost operator NAME --role ROLE' makes one)"
                            : "no operator is named (expected --operator NAME)");
        }
        String known = operators.named(shown.operator()).map(Operator::name).orElse(UNKNOWN);
        if (tooMany(known)) {
            throw new OperatorRefusedException("too many wrong tokens (expected a minute of patience)");
        }
        Optional<Operator> operator = operators.proven(shown);
        if (operator.isEmpty()) {
            count(known);
            refused(action, known, "token");
            throw new OperatorRefusedException("operator or token is wrong");
        }
        if (!operator.get().may(action)) {
            refused(action, known, "role");
            throw new OperatorRefusedException("%s is of role %s and may not %s (expected %s)"
                    .formatted(known, written(operator.get().role()), action, roles(action)));
        }
        return known;
    }

    private static String written(Enum<?> role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String roles(StaffAction action) {
        return String.join(
                " or ", action.roles().stream().map(OperatorGate::written).toList());
    }

    private void refused(StaffAction action, String operator, String why) throws StoreUnavailableException {
        String detail = action.name() + " " + why;
        store.audit(
                null,
                List.of(AuditEntry.staff(AuditEntry.Event.OPERATOR_REFUSED, null, detail, operator)),
                clock.instant());
    }

    private synchronized boolean tooMany(String name) {
        return current(name).count >= MOST_GUESSES;
    }

    private synchronized void count(String name) {
        Guesses current = current(name);
        guesses.put(name, new Guesses(current.count + 1, current.since));
    }

    private Guesses current(String name) {
        long now = nanoTime.getAsLong();
        Guesses known = guesses.get(name);
        return known == null || now - known.since >= PERIOD_NANOS ? new Guesses(0, now) : known;
    }
}
