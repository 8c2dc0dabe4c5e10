package org.waypost.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.waypost.itinerary.Grant;
import org.waypost.itinerary.model.Msisdn;
import org.waypost.itinerary.stay.StayRules;

/** Who may import whom: the table of README.md, and what no package below the root may do. */
class LayersTest {
    private static final String ROOT = "org.waypost.gateway";
    private static final String CORE = "org.waypost.itinerary";

    /** For each package of the gateway, those of the gateway it may import. */
    private static final Map<String, Set<String>> MAY_IMPORT = new LinkedHashMap<>();

    /** For each package of the gateway, those of the core it may import; "" is the core's root. */
    private static final Map<String, Set<String>> MAY_IMPORT_OF_CORE = new LinkedHashMap<>();

    static {
        Set<String> dialogueAndBelow = Set.of("dialogue", "wording", "authorization", "query");
        MAY_IMPORT.put("smpp.exchange", Set.of("smpp.session", "smpp.codec", "smpp.pdu", "sms", "message"));
        MAY_IMPORT.put("smpp.session", Set.of("smpp.codec", "smpp.pdu"));
        MAY_IMPORT.put("smpp.codec", Set.of("smpp.pdu"));
        MAY_IMPORT.put("smpp.pdu", Set.of());
        MAY_IMPORT.put("reception", with(dialogueAndBelow, "store", "sms", "message", "numbering"));
        MAY_IMPORT.put("delivery", Set.of("store", "sms", "message"));
        MAY_IMPORT.put("upkeep", with(dialogueAndBelow, "store", "message", "numbering"));
        MAY_IMPORT.put("store", with(dialogueAndBelow, "message", "sms"));
        MAY_IMPORT.put("dialogue", Set.of("wording", "authorization", "query", "message"));
        MAY_IMPORT.put("wording", Set.of("query", "authorization", "sms"));
        MAY_IMPORT.put("authorization", Set.of("query", "message"));
        MAY_IMPORT.put("query", Set.of());
        MAY_IMPORT.put("message", Set.of("sms"));
        MAY_IMPORT.put("sms", Set.of());
        MAY_IMPORT.put("numbering", Set.of());
        MAY_IMPORT.put("configuration", Set.of());
        MAY_IMPORT.put("ops", new LinkedHashSet<>(MAY_IMPORT.keySet()));

        MAY_IMPORT_OF_CORE.put("smpp.exchange", Set.of("model"));
        MAY_IMPORT_OF_CORE.put(
                "ops", Set.of("", "ingest", "store", "keys", "stay", "track", "geography", "signalling", "model"));
        MAY_IMPORT_OF_CORE.put("reception", Set.of("model", "keys", ""));
        MAY_IMPORT_OF_CORE.put("delivery", Set.of("model"));
        MAY_IMPORT_OF_CORE.put("upkeep", Set.of("model", "keys", ""));
        MAY_IMPORT_OF_CORE.put("store", Set.of("model", "keys", "embedded"));
        MAY_IMPORT_OF_CORE.put("dialogue", Set.of("model", ""));
        MAY_IMPORT_OF_CORE.put("wording", Set.of("model", "stay"));
        MAY_IMPORT_OF_CORE.put("authorization", Set.of("model", "stay", "keys", ""));
        MAY_IMPORT_OF_CORE.put("query", Set.of("model", "stay"));
        MAY_IMPORT_OF_CORE.put("message", Set.of("model"));
        MAY_IMPORT_OF_CORE.put("numbering", Set.of("model"));
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> BELOW_THE_ROOT =
            resideInAPackage(ROOT + ".*..").and(resideOutsideOfPackage(ROOT + ".cli.."));

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(Arrays.asList(more));
        return all;
    }

    @Test
    void theTableHoldsEveryPackage() {
        Set<String> found = new TreeSet<>();
        CLASSES.forEach(type -> found.add(type.getPackageName()));
        Set<String> known = new TreeSet<>(List.of(ROOT, ROOT + ".cli"));
        MAY_IMPORT.keySet().forEach(name -> known.add(ROOT + "." + name));
        assertThat(found).isEqualTo(known);
    }

    @TestFactory
    List<DynamicTest> everyPackageImportsWhatTheTableAllowsOnly() {
        List<DynamicTest> tests = new ArrayList<>();
        MAY_IMPORT.forEach((name, allowed) -> tests.add(DynamicTest.dynamicTest(
                name,
                () -> noClasses()
                        .that(resideInAPackage(ROOT + "." + name))
                        .should()
                        .dependOnClassesThat(forbidden(name, allowed))
                        .check(CLASSES))));
        return tests;
    }

    private static DescribedPredicate<JavaClass> forbidden(String name, Set<String> allowed) {
        Set<String> packages = new TreeSet<>();
        packages.add(ROOT + "." + name);
        allowed.forEach(other -> packages.add(ROOT + "." + other));
        for (String other : MAY_IMPORT_OF_CORE.getOrDefault(name, Set.of())) {
            packages.add(other.isEmpty() ? CORE : CORE + "." + other);
        }
        return new DescribedPredicate<>("packages of Waypost beside " + packages) {
            @Override
            public boolean test(JavaClass type) {
                String where = type.getPackageName();
                return where.startsWith("org.waypost") && !packages.contains(where);
            }
        };
    }

    @Test
    void onlyAuthorizationMakesAGrant() {
        noClasses()
                .that(resideOutsideOfPackage(ROOT + ".authorization"))
                .should()
                .callConstructor(
                        Grant.class,
                        Msisdn.class,
                        List.class,
                        StayRules.class,
                        LocalDate.class,
                        String.class,
                        String.class)
                .check(CLASSES);
    }

    @Test
    void theProductKnowsNoMachinery() {
        noClasses()
                .that(resideInAnyPackage(
                        ROOT + ".query", ROOT + ".authorization", ROOT + ".wording", ROOT + ".dialogue", ROOT + ".sms"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.netty..", "java.sql..", "javax.sql..", "com.zaxxer.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreSpeaksJdbc() {
        // The core tells its callers of a refusing database by SQLException: the root and the commands may catch it.
        noClasses()
                .that(resideOutsideOfPackage(ROOT + ".store"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..")
                        .and(not(type(SQLException.class))))
                .check(CLASSES);
    }

    @Test
    void nobodyBelowTheRootReadsAClock() {
        for (Class<?> type : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            noClasses()
                    .that(are(BELOW_THE_ROOT))
                    .should()
                    .callMethod(type, "now")
                    .check(CLASSES);
        }
        noClasses()
                .that(are(BELOW_THE_ROOT))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(CLASSES);
    }

    @Test
    void nobodyBelowTheRootMakesAThread() {
        noClasses()
                .that(are(BELOW_THE_ROOT))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.concurrent")
                        .and(new DescribedPredicate<JavaClass>("are Executors") {
                            @Override
                            public boolean test(JavaClass type) {
                                return type.getSimpleName().equals("Executors");
                            }
                        }))
                .orShould()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("are Timer") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getFullName().equals("java.util.Timer");
                    }
                })
                .check(CLASSES);
    }

    @Test
    void aClassIsNamedForTheThingItIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Handler|Helper|Util|Utils|Impl|Dto|Processor)")
                .check(CLASSES);
    }
}
