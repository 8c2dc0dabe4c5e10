package org.waypost.gateway.authorization;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What staff may do, each with the roles that may: the one table of that. Who has two duties has two names. */
public enum StaffAction {
    /** Sees what a subscriber would be told, and why. */
    LOOK_UP(Role.SUPPORT, Role.PRIVACY),
    /** Has an open reply tried at once, or ends it. */
    CHANGE_REPLY(Role.SUPPORT, Role.ADMIN),
    CHANGE_PEER(Role.ADMIN),
    /** Stops or starts a product. */
    SWITCH_SERVICE(Role.PRIVACY, Role.ADMIN),
    /** Takes cells, subscribers or events in; collectors do it too, who are nobody. */
    IMPORT(Role.ADMIN),
    REQUEST_OVERRIDE(Role.SUPPORT, Role.PRIVACY),
    APPROVE_OVERRIDE(Role.PRIVACY),
    WITHDRAW_OVERRIDE(Role.SUPPORT, Role.PRIVACY),
    LIST_OVERRIDES(Role.SUPPORT, Role.PRIVACY),
    VERIFY_AUDIT(Role.PRIVACY, Role.ADMIN),
    /** Reads what is audited about a number. */
    READ_AUDIT(Role.PRIVACY),
    LIST_DISCLOSURES(Role.PRIVACY),
    ERASE(Role.PRIVACY),
    EXPORT(Role.PRIVACY),
    /** Ends consents for who asks the carrier instead of texting. */
    WITHDRAW_CONSENT(Role.SUPPORT, Role.PRIVACY),
    PURGE(Role.PRIVACY, Role.ADMIN),
    DECOMMISSION(Role.ADMIN),
    CHANGE_KEYS(Role.ADMIN);

    private static final Set<StaffAction> OF_MACHINES_TOO = Collections.unmodifiableSet(EnumSet.of(IMPORT));

    @SuppressWarnings("ImmutableEnumChecker") // cannot be changed, which its type does not say
    private final Set<Role> roles;

    StaffAction(Role first, Role... others) {
        this.roles = Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    public Set<Role> roles() {
        return roles;
    }

    /** Whether it may be done without an operator's name, as collectors do; who names one has to prove it all the same. */
    public boolean ofMachinesToo() {
        return OF_MACHINES_TOO.contains(this);
    }

    /** As people read it: {@code look up}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
