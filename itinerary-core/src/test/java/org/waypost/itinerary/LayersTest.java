package org.waypost.itinerary;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Reader;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The packages from top to bottom, each importing downwards only; and what the lower ones must not touch. */
class LayersTest {
    private static final String ROOT = "org.waypost.itinerary";

    /** Below the root, top to bottom. */
    private static final List<String> LAYERS =
            List.of("ingest", "store", "embedded", "keys", "stay", "track", "geography", "signalling", "model");

    /** Those that also run inside a stream engine: the JDK alone, no clock, no file, no database. */
    private static final String[] PURE = packages(List.of("stay", "track", "geography", "signalling", "model"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static String[] packages(List<String> layers) {
        return layers.stream().map(layer -> ROOT + "." + layer + "..").toArray(String[]::new);
    }

    @Test
    void knowsEveryPackage() {
        TreeSet<String> found = new TreeSet<>();
        CLASSES.forEach(type -> found.add(type.getPackageName()));
        TreeSet<String> known = new TreeSet<>(List.of(ROOT));
        LAYERS.forEach(layer -> known.add(ROOT + "." + layer));
        assertThat(found).isEqualTo(known);
    }

    @TestFactory
    List<DynamicTest> importsDownwardsOnly() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < LAYERS.size(); i++) {
            String layer = LAYERS.get(i);
            ArchRule rule = noClasses()
                    .that(resideInAPackage(ROOT + "." + layer + ".."))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT).or(resideInAnyPackage(packages(LAYERS.subList(0, i)))));
            tests.add(DynamicTest.dynamicTest(layer, () -> rule.check(CLASSES)));
        }
        return tests;
    }

    @Test
    void theLowerFiveUseTheJdkAlone() {
        classes()
                .that(resideInAnyPackage(PURE))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + ".."))
                .check(CLASSES);
    }

    @Test
    void theLowerFiveTouchNoFileAndNoDatabase() {
        noClasses()
                .that(resideInAnyPackage(PURE))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io", "java.nio.file..", "java.sql..", "javax.sql..", "java.net..")
                        .and(not(belongToAnyOf(Reader.class, java.io.BufferedReader.class, java.io.IOException.class))))
                .check(CLASSES);
    }

    @Test
    void onlyStoreSpeaksJdbc() {
        noClasses()
                .that(not(resideInAnyPackage(ROOT + ".store..", ROOT + ".embedded..")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..", "com.zaxxer..", "org.flywaydb..")
                                .and(not(belongToAnyOf(java.sql.SQLException.class))))
                .check(CLASSES);
    }

    @Test
    void nobodyBelowTheRootReadsAClock() {
        noClasses()
                .that(not(resideInAPackage(ROOT)))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(CLASSES);
    }

    @Test
    void nobodyBelowTheRootMakesAThread() {
        noClasses()
                .that(not(resideInAPackage(ROOT)))
                .should()
                .dependOnClassesThat(belongToAnyOf(
                        Thread.class, java.util.concurrent.Executors.class, java.util.concurrent.ForkJoinPool.class))
                .check(CLASSES);
    }

    @Test
    void classesAreNamedForTheThingTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Handler|Helper|Utils?|Impl|Dto|Processor|Service)(\\$.*)?")
                .check(CLASSES);
    }
}
