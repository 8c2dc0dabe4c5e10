package org.waypost.gateway.authorization;

/** What an operator is there for; which actions that covers stands in {@link StaffAction}. */
public enum Role {
    /** Answers subscribers who ask or complain. */
    SUPPORT,
    /** Answers for what is kept and told, and proves it. */
    PRIVACY,
    /** Keeps the machine at work; needs nobody's itinerary for that. */
    ADMIN
}
