package org.waypost.gateway.query;

import java.util.HashSet;
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
        Set<String> names = new HashSet<>();
        for (Service service : services) {
            if (!names.add(service.name())) {
                throw new IllegalArgumentException("service %s is defined twice".formatted(service.name()));
            }
        }
        byName = services.stream().collect(Collectors.toUnmodifiableMap(Service::name, Function.identity()));
        for (int i = 0; i < services.size(); i++) {
            for (int j = 0; j < i; j++) {
                refuseClash(services.get(j), services.get(i));
            }
        }
    }

    private static void refuseClash(Service one, Service other) {
        boolean apart = !one.shortCodes().isEmpty()
                && !other.shortCodes().isEmpty()
                && one.shortCodes().stream().noneMatch(other.shortCodes()::contains);
        if (apart) {
            return;
        }
        for (Service.Keyword keyword : other.keywords()) {
            if (one.keywords().stream().anyMatch(k -> k.text().equals(keyword.text()))) {
                throw new IllegalArgumentException("service %s: keyword %s is taken by %s at the same short code"
                        .formatted(other.name(), keyword.text(), one.name()));
            }
        }
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
