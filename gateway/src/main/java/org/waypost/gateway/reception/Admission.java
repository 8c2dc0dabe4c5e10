package org.waypost.gateway.reception;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waypost.gateway.message.InboundPart;
import org.waypost.gateway.message.Sender;
import org.waypost.gateway.message.Verdict;
import org.waypost.gateway.numbering.Numbering;
import org.waypost.gateway.sms.LongMessage;
import org.waypost.itinerary.model.Msisdn;

/**
 * What is refused at the door, without a look at any store: texts to short codes nobody serves, and senders the peer may
 * not assert.
 */
public final class Admission {
    private final Set<String> shortCodes;
    private final Map<String, List<String>> rangesByPeer;
    private final Numbering numbering;

    /**
     * @param shortCodes at which some product listens
     * @param rangesByPeer for each peer, the beginnings (country code first, digits only) of the numbers it may assert
     */
    public Admission(Set<String> shortCodes, Map<String, List<String>> rangesByPeer, Numbering numbering) {
        this.shortCodes = Set.copyOf(shortCodes);
        this.rangesByPeer = Map.copyOf(rangesByPeer);
        this.numbering = numbering;
    }

    /** Why a part is not taken; empty if its short code is served and it is no longer than a question can be. */
    Optional<Verdict> refusal(InboundPart part) {
        if (!shortCodes.contains(part.shortCode())) {
            return Optional.of(Verdict.Refused.UNKNOWN_SHORT_CODE);
        }
        return LongMessage.admits(part.data()) ? Optional.empty() : Optional.of(Verdict.Refused.BAD_LENGTH);
    }

    /** The sender in canonical form; empty if it is no subscriber's number or not one this peer may assert. */
    Optional<Msisdn> sender(InboundPart part) {
        Sender sender = part.sender();
        return numbering
                .parse(sender.typeOfNumber(), sender.numberingPlan(), sender.address())
                .filter(number -> rangesByPeer.getOrDefault(part.peer(), List.of()).stream()
                        .anyMatch(range -> number.digits().startsWith(range)));
    }
}
