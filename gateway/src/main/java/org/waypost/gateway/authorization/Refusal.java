package org.waypost.gateway.authorization;

/** Why a question is not answered; each has its own wording and its own audit entry. */
public enum Refusal {
    /** Before the first day the product is offered, or switched off. */
    NOT_OFFERED,
    /** After the last day the product is offered. */
    ENDED,
    /** The register does not know the number. */
    NOT_REGISTERED,
    /** The number was given up. */
    NOT_ACTIVE,
    /** The register has no identity for the number. */
    NO_REAL_NAME,
    /** The day's itineraries are used up. */
    ITINERARY_LIMIT,
    /** The ID ending is another one. */
    WRONG_ENDING,
    /** Too many wrong endings; not looked at before the pause is over. */
    ENDING_PAUSE,
    /** The number is so new that no day of the windows belongs to its owner. */
    TOO_NEW
}
