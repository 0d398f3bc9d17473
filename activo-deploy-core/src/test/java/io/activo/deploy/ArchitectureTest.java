package io.activo.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floor plan: arrows point down, and one package knows one outside library. */
class ArchitectureTest {
  private static final String ROOT = "io.activo.deploy";
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packagesFormNoCycle() {
    slices().matching("(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void nothingBelowKnowsTheRoot() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CORE);
  }

  @ParameterizedTest(name = "only {1} knows {0}")
  @CsvSource({
    "com.google.auth.., image.credentials.google",
    "com.google.api.client.., image.credentials.google",
    "com.github.dockerjava.., image.engine",
    "org.apache.commons.compress.., image",
    "org.apache.hc.., image.engine",
    "io.kubernetes.., kubernetes",
    "okhttp3.., kubernetes",
    "com.github.difflib.., kubernetes.diff",
    "org.yaml.., yaml",
    "com.fasterxml.., json",
    "org.apache.commons.text.similarity.., problem",
  })
  void onlyOnePackageKnowsALibrary(String library, String owner) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + owner + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CORE);
  }

  @Test
  void noClassKnowsMaven() {
    noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.maven..").check(CORE);
  }

  @Test
  void capabilitiesKnowOnlyWhatStandsBelowThem() {
    for (String capability : List.of("template", "envfile", "image", "kubernetes", "git", "ci")) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + capability + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".description..", ROOT + ".step..", ROOT + ".report..", ROOT + ".rehearsal..")
          .check(CORE);
    }
  }

  @Test
  void everyPackageIsDocumentedAndFreeOfNulls() throws Exception {
    Path sources = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> bare =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .filter(folder -> !isDocumented(folder.resolve("package-info.java")))
              .toList();
      assertEquals(List.of(), bare);
    }
  }

  private static boolean isDocumented(Path packageInfo) {
    try {
      String text = Files.exists(packageInfo) ? Files.readString(packageInfo) : "";
      return text.startsWith("/**") && text.contains("@" + NullMarked.class.getSimpleName());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
