package org.waypost.gateway.authorization;

import java.util.regex.Pattern;

/**
 * A person of the staff.
 *
 * @param name as the audit calls them
 * @param role what they are there for
 * @param token what their token is compared with
 */
public record Operator(String name, Role role, TokenHash token) {
    /** Who does what is nobody's doing, as a collector that imports; no operator's name. */
    public static final String MACHINE = "machine";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._@-]{0,59}");

    public Operator {
        if (!named(name)) {
            throw new IllegalArgumentException(
                    "'%s' (expected a letter, then up to 59 letters, digits, dots, hyphens; not %s)"
                            .formatted(name, MACHINE));
        }
    }

    /** Whether an operator may be called so. */
    public static boolean named(String name) {
        return NAME.matcher(name).matches() && !name.equals(MACHINE);
    }

    public boolean may(StaffAction action) {
        return action.roles().contains(role);
    }
}
