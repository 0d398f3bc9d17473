package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.lint.LintSeverities;
import io.activo.deploy.kubernetes.lint.Rule;
import io.activo.deploy.kubernetes.schema.SchemaRule;
import io.activo.deploy.kubernetes.schema.SchemaSeverities;
import io.activo.deploy.kubernetes.schema.Schemas;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the site's page about checking says is so. */
class CheckingPageTest {
  private static final String HEAD = "\n| rule | what is found | |\n|---|---|---|\n";

  private final Page page = new Page("checking.md");

  @TempDir private Path parent;

  @Test
  void everyRuleForOneObjectIsThere() throws IOException {
    Map<String, Set<Finding.Severity>> severities = SchemaSeverities.all();
    StringBuilder rows = new StringBuilder(HEAD);
    for (SchemaRule rule : SchemaRule.values()) {
      rows.append(row(rule.id(), rule.sentence(), severities));
    }
    page.partIs("rules for one object", rows + "\n");
  }

  @Test
  void everyRuleForObjectsTogetherIsThere() {
    Map<String, Set<Finding.Severity>> severities = LintSeverities.all();
    StringBuilder rows = new StringBuilder(HEAD);
    for (Rule rule : Rule.values()) {
      rows.append(row(rule.key(), rule.sentence(), severities));
    }
    page.partIs("rules for objects together", rows + "\n");
  }

  private static String row(
      String rule, String sentence, Map<String, Set<Finding.Severity>> severities) {
    String severity =
        severities.getOrDefault(rule, Set.of()).stream()
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    return "| `" + rule + "` | " + sentence + " | " + severity + " |\n";
  }

  @Test
  void theVersionsInTheJarAreNamed() {
    String versions =
        Schemas.known().stream()
            .map(KubernetesVersion::toString)
            .collect(Collectors.joining(", ", "", "\n"));
    page.blockIs("versions:", versions);
  }

  @Test
  void everyKnownDifferenceFromTheServerIsNamed() throws IOException {
    Set<String> named = new TreeSet<>();
    page.rows("differences:").forEach(row -> named.add(row.get(0)));
    assertEquals(SchemaSeverities.differences(), named);
  }

  @TestFactory
  List<DynamicTest> everyMistakeIsFoundAtItsPlace() {
    List<DynamicTest> tests = new ArrayList<>();
    for (List<String> row : page.rows("found:")) {
      tests.add(
          DynamicTest.dynamicTest(
              row.get(0),
              () ->
                  assertEquals(
                      row.get(2), said(found(row.get(0), row.get(1), "[]"), Problem::headline))));
    }
    for (List<String> row : page.rows("accepted:")) {
      tests.add(
          DynamicTest.dynamicTest(
              row.get(0),
              () ->
                  assertEquals(
                      row.get(1),
                      said(
                          found("image: web:1", "image: web", "['" + row.get(0) + "']"),
                          Problem::what))));
    }
    return tests;
  }

  private static String said(List<Problem> problems, Function<Problem, String> how) {
    return problems.stream().map(how).collect(Collectors.joining(", "));
  }

  private List<Problem> found(String before, String after, String accept) throws IOException {
    Project project =
        new Project(Files.createTempDirectory(parent, "checked"))
            .file("web.yml", page.text("manifest:").replace(before, after))
            .file(
                "activo.yml",
                """
                app: web
                kubernetes:
                  cluster: rehearsal
                  namespace: web
                  manifests: [{path: web.yml, dialect: none}]
                  kubernetes-version: '1.34'
                  accept: %s
                environments: {it: {}}
                """
                    .formatted(accept));
    try {
      return project.plan().warnings();
    } catch (DeployException e) {
      return e.problems();
    }
  }
}
