package io.activo.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The goals are thin: they know the core's story and nothing of the systems behind it. */
class ArchitectureTest {
  private static final JavaClasses PLUGIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.activo.maven");

  @Test
  void theGoalsKnowNoOutsideSystem() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.github.dockerjava..",
            "io.kubernetes..",
            "org.yaml..",
            "com.fasterxml..",
            "io.activo.deploy.image..",
            "io.activo.deploy.kubernetes..",
            "io.activo.deploy.rehearsal..")
        .check(PLUGIN);
  }
}
