package org.waypost.gateway.authorization;

import java.util.List;
import java.util.Optional;

/** The staff, as the configuration names them. */
public final class Operators {
    public static final Operators NONE = new Operators(List.of());

    /** Stands in for an operator who is not there, so that looking for one takes as long. */
    private static final TokenHash NOBODYS = TokenHash.of("", "");

    private final List<Operator> all;

    /** @throws IllegalArgumentException if two have one name */
    public Operators(List<Operator> all) {
        this.all = List.copyOf(all);
        if (all.stream().map(Operator::name).distinct().count() < all.size()) {
            throw new IllegalArgumentException("two operators have one name (expected each once)");
        }
    }

    public List<Operator> all() {
        return all;
    }

    public boolean none() {
        return all.isEmpty();
    }

    public Optional<Operator> named(String name) {
        return all.stream().filter(operator -> operator.name().equals(name)).findFirst();
    }

    /** The operator who is named, if the token is theirs. */
    public Optional<Operator> proven(Credentials shown) {
        Optional<Operator> named = named(shown.operator());
        boolean matches = named.map(Operator::token).orElse(NOBODYS).matches(shown.operator(), shown.token());
        return matches ? named : Optional.empty();
    }
}
