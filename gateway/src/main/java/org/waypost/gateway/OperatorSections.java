package org.waypost.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.gateway.authorization.Operator;
import org.waypost.gateway.authorization.Operators;
import org.waypost.gateway.authorization.Role;
import org.waypost.gateway.authorization.TokenHash;
import org.waypost.gateway.configuration.Section;

/** The operators in YAML. */
final class OperatorSections {
    private OperatorSections() {}

    static Operators read(Section top) {
        List<Operator> all = new ArrayList<>();
        for (Section section : top.sections("operators")) {
            try (section) {
                operator(section).ifPresent(operator -> {
                    if (all.stream().anyMatch(other -> other.name().equals(operator.name()))) {
                        section.problem("name", "'%s' is taken (expected each once)".formatted(operator.name()));
                    } else {
                        all.add(operator);
                    }
                });
            }
        }
        return new Operators(all);
    }

    private static Optional<Operator> operator(Section section) {
        String name = section.text("name");
        if (!section.has("role")) {
            section.problem("role", "missing (expected one of support, privacy, admin)");
        }
        Role role = section.choice("role", Role.SUPPORT);
        Optional<TokenHash> hash = TokenHash.parse(section.text("token-hash"));
        if (hash.isEmpty() && section.has("token-hash")) {
            section.problem("token-hash", "not of its form (expected what 'waypost operator NAME --role ROLE' prints)");
        }
        return hash.flatMap(token -> section.make(() -> new Operator(name, role, token)));
    }
}
