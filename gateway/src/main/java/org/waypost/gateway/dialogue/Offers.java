package org.waypost.gateway.dialogue;

import java.util.List;
import java.util.Optional;
import org.waypost.gateway.query.QueryGrammar;
import org.waypost.gateway.query.Service;
import org.waypost.gateway.query.Services;

/** Which products are meant by a text to a short code. */
final class Offers {
    private final Services services;
    private final QueryGrammar grammar;

    Offers(Services services, QueryGrammar grammar) {
        this.services = services;
        this.grammar = grammar;
    }

    /** The product of the open dialogue, where the text came to a number at which the product listens. */
    Optional<Service> open(Turn turn) {
        return Optional.ofNullable(turn.file().dialogue())
                .filter(d -> d.peer().equals(turn.message().peer()))
                .flatMap(d -> services.named(d.service()))
                .filter(s -> s.hearsAt(turn.message().shortCode()));
    }

    Service first(String shortCode) {
        return offered(shortCode).get(0);
    }

    /** The products of a short code; a number from which one only asks back counts as that product's. */
    List<Service> offered(String shortCode) {
        List<Service> at = grammar.offeredAt(shortCode);
        if (!at.isEmpty()) {
            return at;
        }
        List<Service> hearing =
                services.all().stream().filter(s -> s.hearsAt(shortCode)).toList();
        return hearing.isEmpty() ? services.all() : hearing;
    }
}
