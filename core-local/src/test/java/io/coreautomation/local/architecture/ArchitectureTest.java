package io.coreautomation.local.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the lines between the modules: who may use whom. The table is that of docs/concepts.md. */
class ArchitectureTest {
  private static final String ROOT = "io.coreautomation.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.coreautomation");

  private static final List<String> MODULES =
      List.of(
          "framework",
          "aws",
          "db",
          "execute",
          "runner",
          "deployspec",
          "invoker",
          "codecommit",
          "api",
          "simulator",
          "local");

  /** Modules and those that they may use. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("framework", List.of()),
          Map.entry("aws", List.of("framework")),
          Map.entry("db", List.of("framework")),
          Map.entry("execute", List.of("framework", "aws", "db")),
          Map.entry("runner", List.of("framework", "aws", "db")),
          Map.entry("deployspec", List.of("framework", "aws", "db")),
          Map.entry("invoker", List.of("framework", "aws", "db")),
          Map.entry("codecommit", List.of("framework", "aws")),
          Map.entry("api", List.of("framework", "aws", "db")),
          Map.entry("simulator", List.of("framework", "aws")),
          Map.entry("local", MODULES));

  static Stream<String> modules() {
    return MODULES.stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void a_module_uses_only_those_that_it_may(String module) {
    var foreign = new ArrayList<>(MODULES);
    foreign.remove(module);
    foreign.removeAll(MAY_USE.getOrDefault(module, List.of()));
    if (foreign.isEmpty()) {
      return; // it may use all
    }

    noClasses()
        .that()
        .resideInAPackage(ROOT + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign.stream().map(m -> ROOT + m + "..").toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void the_vocabulary_knows_no_aws_sdk() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "framework..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(CLASSES);
  }

  @Test
  void compilers_and_doors_see_no_client_of_a_target_account() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "deployspec..", ROOT + "invoker..", ROOT + "runner..", ROOT + "api..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ROOT + "aws.access.AwsAccess")
        .check(CLASSES);
  }

  @Test
  void the_engine_knows_no_kind_and_no_kind_knows_the_engine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "execute.turn..", ROOT + "execute.schedule..", ROOT + "execute.run..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "execute.kind.*..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "execute.kind..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "execute.turn..", ROOT + "execute.run..", ROOT + "execute.schedule..")
        .check(CLASSES);
  }

  @Test
  void only_the_edges_read_the_environment() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..handler..", "..edge..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(CLASSES);
  }

  @Test
  void nothing_is_called_a_utility_a_helper_or_a_manager() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .check(CLASSES);
  }
}
