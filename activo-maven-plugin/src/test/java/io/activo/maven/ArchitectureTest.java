package io.activo.maven;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.activo.deploy.image.credentials.ServerLogins;
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
        .dependOnClassesThat(
            resideInAnyPackage(
                    "com.github.dockerjava..",
                    "io.kubernetes..",
                    "org.yaml..",
                    "com.fasterxml..",
                    "io.activo.deploy.image..",
                    "io.activo.deploy.kubernetes..",
                    "io.activo.deploy.rehearsal..")
                // The port that gives the core Maven's servers.
                .and(not(belongToAnyOf(ServerLogins.class))))
        .check(PLUGIN);
  }
}
