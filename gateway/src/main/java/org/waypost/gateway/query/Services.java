package org.waypost.gateway.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All products of the installation. */
public final class Services {
    private final List<Service> services;
    private final Map<String, Service> byName;

    /** @throws IllegalArgumentException if two products have one name, or one keyword at one short code */
    public Services(List<Service> services) {
        this.services = List.copyOf(services);
        for (int i = 0; i < services.size(); i++) {
            for (int j = 0; j < i; j++) {
                clash(services.get(j), services.get(i)).ifPresent(clash -> {
                    throw new IllegalArgumentException(clash);
                });
            }
        }
        byName = services.stream().collect(Collectors.toUnmodifiableMap(Service::name, Function.identity()));
    }

    /** Why two products cannot be offered side by side; empty if they can. */
    public static Optional<String> clash(Service one, Service other) {
        if (one.name().equals(other.name())) {
            return Optional.of("service %s is defined twice (expected a name of its own)".formatted(one.name()));
        }
        boolean apart = !one.shortCodes().isEmpty()
                && !other.shortCodes().isEmpty()
                && one.shortCodes().stream().noneMatch(other.shortCodes()::contains);
        if (apart) {
            return Optional.empty();
        }
        return other.keywords().stream()
                .map(Service.Keyword::text)
                .filter(word -> one.keywords().stream().anyMatch(k -> k.text().equals(word)))
                .findFirst()
                .map(word ->
                        "service %s: keyword %s is taken by %s at the same short code (expected another word, or other short codes)"
                                .formatted(other.name(), word, one.name()));
    }

    public List<Service> all() {
        return services;
    }

    /** The products that can be asked for at a short code. */
    public List<Service> at(String shortCode) {
        return services.stream().filter(s -> s.isAt(shortCode)).toList();
    }

    public Optional<Service> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every short code somebody may text to; texts to any other are refused at the door. */
    public Set<String> shortCodes() {
        return services.stream()
                .flatMap(s -> Stream.concat(s.shortCodes().stream(), Stream.ofNullable(s.promptCode())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The longest look-back of any product, in days. */
    public int farthestDay() {
        return services.stream().mapToInt(Service::farthestDay).max().orElse(1);
    }
}
