package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan makes of findings in its manifests. */
class PlannedChecksTest {
  private static final String FLOW =
      """
      apiVersion: flowcontrol.apiserver.k8s.io/v1beta3
      kind: FlowSchema
      metadata: {name: a}
      spec: {priorityLevelConfiguration: {name: exempt}}
      """;
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replica: 2
        selector: {matchLabels: {app: "${APP}"}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: web, image: web}]
      """;

  @TempDir private Path folder;

  private Project project(String more) {
    return project(more, "web.yml");
  }

  private Project project(String more, String entry) {
    return new Project(folder)
        .file(
            "activo.yml",
            """
            app: web
            variables: {APP: api}
            kubernetes:
              cluster: rehearsal
              manifests: [ENTRY]
            %s
            environments: {it: {}}
            """
                .formatted(more)
                .replace("ENTRY", entry));
  }

  @Test
  void everyErrorRefusesThePlanAtItsPlaceInTheTemplate() {
    project("")
        .file("web.yml", WEB)
        .isRefused(
            "web.yml:5:3: Deployment web: spec has no field 'replica' [unknown-field]; did you mean"
                + " 'replicas'?",
            "web.yml:6:28: the selector wants 'app: api', but the pod template has app: web"
                + " (web.yml:8:25) [selector-mismatch]; make the selector and the template's labels"
                + " agree");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "namespace: staging | web.yml | true",
        "namespace: staging | {path: web.yml, namespace: production} | false",
        "namespace: production | web.yml | false",
        "accept: [other-namespace] | web.yml | false",
      })
  void anotherNamespaceThanTheDescriptionsIsRefusedUnlessTheEntryNamesIt(
      String namespace, String entry, boolean refused) {
    String named =
        namespace.startsWith("accept") ? "namespace: staging\n  " + namespace : namespace;
    Project project =
        project("  " + named, entry)
            .file(
                "web.yml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: "${APP}", namespace: production}
                """);
    if (refused) {
      project.isRefused(
          "web.yml:3:28: ConfigMap api names the namespace production, the description the"
              + " namespace staging (activo.yml:6:14) [other-namespace]; remove it, or say"
              + " namespace: production for its entry, or accept other-namespace");
    } else {
      assertEquals("production", project.plan().contents().manifests().get(0).ref().namespace());
    }
  }

  @Test
  void whatStandsTwiceHidesNoFinding() {
    project("")
        .file("web.yml", WEB + "---\n" + WEB.replace("replica: 2", "replicas: 2"))
        .isRefused(
            "web.yml:5:3: Deployment web: spec has no field 'replica' [unknown-field]; did you mean"
                + " 'replicas'?",
            "web.yml:6:28: the selector wants 'app: api', but the pod template has app: web"
                + " (web.yml:8:25) [selector-mismatch]; make the selector and the template's labels"
                + " agree",
            "web.yml:12:1: Deployment web stands here again, after web.yml:1:1; remove one of the"
                + " two",
            "web.yml:17:28: the selector wants 'app: api', but the pod template has app: web"
                + " (web.yml:19:25) [selector-mismatch]; make the selector and the template's labels"
                + " agree");
  }

  @Test
  void anObjectThatCannotBeReadHidesNothingThatIsWrongWithAnother() {
    project("")
        .file("web.yml", WEB + "---\napiVersion: v1\nkind: ConfigMap\n")
        .isRefused(
            "web.yml:5:3: Deployment web: spec has no field 'replica' [unknown-field]; did you mean"
                + " 'replicas'?",
            "web.yml:12:1: an object has no metadata.name; add it");
  }

  @Test
  void aListWhoseItemsAreNoListIsToldAsSuch() {
    project("")
        .file("web.yml", "apiVersion: v1\nkind: List\nitems: web\n")
        .isRefused("web.yml:3:8: the items of a List are no list; write them as a list of objects");
  }

  @Test
  void whatIsOnlyWarnedOfIsToldBesideTheErrors() {
    Project project = project("").file("web.yml", WEB);
    List<Problem> warnings = assertThrows(PlanRefused.class, project::plan).warnings();
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).what().endsWith("[latest-tag]"), warnings::toString);
  }

  @Test
  void whatIsAcceptedIsNamedAndAllElseWarnedOf() {
    DeployPlan plan =
        project("  accept: [unknown-field Deployment/web, selector-mismatch, probe-port]")
            .file("web.yml", WEB)
            .plan();
    assertEquals(
        List.of(
            "web.yml:10:32: web has no tag, which means latest: what runs can change without a deploy"
                + " [latest-tag]; write a version or a digest",
            "activo.yml:6:61: 'probe-port' accepts nothing; remove it"),
        plan.warnings().stream().map(Problem::headline).toList());
    assertEquals(
        "against Kubernetes 1.37 (the newest known); accepted: unknown-field Deployment/web,"
            + " selector-mismatch Deployment/web",
        plan.facts().get(1).value());
  }

  @Test
  void anApiThatIsGoneOnlyFromNewerClustersIsAnErrorWhereTheVersionIsKnown() {
    List<String> warnings =
        project("").file("web.yml", FLOW).plan().warnings().stream().map(Problem::what).toList();
    assertTrue(warnings.get(0).endsWith("[removed-api]"), warnings::toString);
    project("  kubernetes-version: '1.34'")
        .file("web.yml", FLOW)
        .isRefused(
            "web.yml:1:1: FlowSchema a: Kubernetes 1.34 does not serve flowcontrol.apiserver.k8s.io/v1beta3"
                + " FlowSchema: it is gone since 1.32 [removed-api]; use"
                + " flowcontrol.apiserver.k8s.io/v1 FlowSchema");
    project("  kubernetes-version: '1.29'").file("web.yml", FLOW).plan();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "rehearsal  | '' | against Kubernetes 1.37 (the newest known)",
        "in-cluster | '' | against Kubernetes 1.37 (the newest known; the cluster's own version at the step check)",
        "in-cluster | kubernetes-version: '1.34' | against Kubernetes 1.34",
      })
  void theHeadingTellsByWhichVersion(String cluster, String more, String expected) {
    Project project =
        new Project(folder)
            .file(
                "activo.yml",
                """
                app: web
                kubernetes:
                  cluster: %s
                  namespace: web
                  manifests: [web.yml]
                  %s
                environments: {it: {}}
                """
                    .formatted(cluster, more.replace("''", "")))
            .file("web.yml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
    assertEquals(expected, checked(project.plan()));
  }

  private static String checked(DeployPlan plan) {
    return plan.facts().stream()
        .filter(fact -> fact.name().equals("checked"))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
