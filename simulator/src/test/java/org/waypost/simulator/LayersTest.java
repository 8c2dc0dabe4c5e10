package org.waypost.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final String ROOT = "org.waypost.simulator.";

    /** Top to bottom; a package imports only those after it. */
    private static final List<String> LAYERS =
            List.of("cli", "demo", "ledger", "load", "handset", "smsc", "faults", "travel");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.waypost.simulator");

    @Test
    void packagesImportOnlyDownwards() {
        for (String layer : LAYERS) {
            List<String> above = new ArrayList<>(LAYERS.subList(0, LAYERS.indexOf(layer)));
            above.replaceAll(name -> ROOT + name + "..");
            if (!above.isEmpty()) {
                noClasses()
                        .that(resideInAPackage(ROOT + layer + ".."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(above.toArray(String[]::new)))
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
        }
    }

    @Test
    void everyPackageIsInTheList() {
        assertThat(CLASSES.stream()
                        .map(type -> type.getPackageName() + ".")
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length(), name.indexOf('.', ROOT.length()))))
                .isNotEmpty()
                .allMatch(LAYERS::contains);
    }

    @Test
    void onlyTheDemonstrationAndTheCommandsSeeTheGatewayAndTheCore() {
        noClasses()
                .that(resideInAnyPackage(ROOT + "handset..", ROOT + "smsc..", ROOT + "faults..", ROOT + "travel.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.waypost.gateway..", "org.waypost.itinerary.."))
                .check(CLASSES);
    }

    @Test
    void theLoadSeesTheGatewaysClientOnly() {
        noClasses()
                .that(resideInAPackage(ROOT + "load.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.waypost.gateway..", "org.waypost.itinerary..")
                        .and(resideOutsideOfPackage("org.waypost.gateway.smpp..")))
                .check(CLASSES);
    }

    @Test
    void onlyTheWireKnowsJsmpp() {
        noClasses()
                .that(resideInAnyPackage(
                        ROOT + "cli..",
                        ROOT + "demo..",
                        ROOT + "load..",
                        ROOT + "handset..",
                        ROOT + "faults..",
                        ROOT + "travel.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.jsmpp.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheMainClassReadsAClock() {
        noClasses()
                .that(nameMatching("(?!.*\\.cli\\.Simulator).*"))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .check(CLASSES);
    }

    @Test
    void classesAreNamedForWhatTheyAre() {
        classes()
                .should()
                .haveNameNotMatching(".*(Manager|Handler|Helper|Utils?|Impl|Dto|Processor|Service)")
                .check(CLASSES);
    }
}
