package io.activo.deploy.kubernetes.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasTest {
  static final Schemas SCHEMAS = Schemas.of(new KubernetesVersion(1, 34));

  /** Each planted mistake is found at its place, and nothing else is. */
  @Test
  void findsEachPlantedMistakeAtItsPlace() throws IOException {
    SchemaCases table = SchemaCases.read("schema.activo.io");
    Schemas schemas = SCHEMAS.with(List.of(table.definition()));
    List<String> wrong = new ArrayList<>();
    for (SchemaCases.Case each : table.cases()) {
      Manifest manifest = each.in("test");
      List<String> found = SchemaCases.errors(schemas.check(manifest));
      if (!found.equals(each.findings())) {
        wrong.add(each + "\n  found:    " + found + "\n  expected: " + each.findings());
      }
    }
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }

  @ParameterizedTest
  @CsvSource({"1.34, 1.34", "1.29, 1.29", "1.20, 1.29", "1.99, 1.37"})
  void takesTheNearestKnownVersion(String asked, String taken) {
    KubernetesVersion version = KubernetesVersion.parse(asked).orElseThrow();
    assertEquals(taken, Schemas.of(version).version().toString());
  }

  @Test
  void knowsNineVersions() {
    assertEquals(
        "[1.29, 1.30, 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37]", Schemas.known().toString());
  }

  @Test
  void tellsTheScopeOfKinds() {
    assertEquals(Optional.of(true), SCHEMAS.namespaced("apps/v1", "Deployment"));
    assertEquals(Optional.of(false), SCHEMAS.namespaced("v1", "Namespace"));
    assertEquals(Optional.empty(), SCHEMAS.namespaced("example.com/v1", "Thing"));
    assertTrue(SCHEMAS.knows("batch/v1", "CronJob"));
    assertFalse(SCHEMAS.knows("batch/v1beta1", "CronJob"));
  }

  @Test
  void tellsWhatIsKeyedInLists() {
    Shape ports =
        SCHEMAS.field("v1", "Pod", FieldPath.of("spec", "containers", 0, "ports")).orElseThrow();
    assertEquals(Shape.ListType.MAP, ports.listType());
    assertEquals(List.of("containerPort", "protocol"), ports.mapKeys());
  }

  /** What a version has and another has not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.37|extensions/v1beta1|Ingress|error removed-api: it is gone since 1.22; use"
            + " networking.k8s.io/v1 Ingress",
        "1.29|flowcontrol.apiserver.k8s.io/v1beta3|FlowSchema|warning deprecated-api: and"
            + " Kubernetes 1.32 will not serve it; use flowcontrol.apiserver.k8s.io/v1 FlowSchema",
        "1.32|flowcontrol.apiserver.k8s.io/v1beta3|FlowSchema|error removed-api: it is gone since"
            + " 1.32; use flowcontrol.apiserver.k8s.io/v1 FlowSchema",
        "1.33|v1|Endpoints|warning deprecated-api: use discovery.k8s.io/v1 EndpointSlice",
        "1.34|policy/v1beta1|PodSecurityPolicy|error removed-api: remove the object",
        "1.33|resource.k8s.io/v1|DeviceClass|error unknown-kind: 1.34 is the first to; use"
            + " resource.k8s.io/v1beta2 DeviceClass",
        "1.34|apps/v1|Deploymnt|error unknown-kind: did you mean 'Deployment'?",
        "1.34|apps/v1|Ingress|error unknown-kind: write apiVersion: networking.k8s.io/v1",
        "1.34|traefik.io/v1alpha1|IngressRoute|warning unknown-schema: so its fields are not"
            + " checked",
        "1.34|monitoring.coreos.com/v1|ServiceMonitor|warning unknown-schema: at hand",
        "1.34|gateway.networking.k8s.io/v1|Gateway|warning unknown-schema: at hand"
      })
  void tellsWhatBecameOfAKind(String version, String apiVersion, String kind, String said) {
    Schemas schemas = Schemas.of(KubernetesVersion.parse(version).orElseThrow());
    String yaml = "apiVersion: %s\nkind: %s\nmetadata: {name: a}\n".formatted(apiVersion, kind);
    List<Finding> findings = schemas.check(manifest(yaml));
    assertEquals(1, findings.size(), findings::toString);
    Finding finding = findings.get(0);
    List<String> parts = List.of(said.split(": ", 2));
    assertEquals(parts.get(0), finding.severity() + " " + finding.rule());
    for (String part : parts.get(1).split("; ", -1)) {
      assertTrue(finding.problem().headline().contains(part), finding.problem()::headline);
    }
  }

  @Test
  void tellsThePlaceInTheFileAndTheNearestField() {
    List<Finding> findings =
        SCHEMAS.check(
            manifest(
                """
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                spec:
                  selektor: {app: web}
                  ports:
                    - {port: 80, targetport: 8080}
                """));
    assertEquals(
        List.of(
            "web.yaml:6:3: Service web: spec has no field 'selektor'; did you mean 'selector'?",
            "web.yaml:8:18: Service web: spec.ports[0] has no field 'targetport'; did you mean"
                + " 'targetPort'?"),
        findings.stream().map(finding -> finding.problem().toString()).toList());
  }

  @Test
  void tellsWhichValuesAreAllowedAndTheNearest() {
    List<Finding> findings =
        SCHEMAS.check(
            manifest(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  restartPolicy: Sometimes
                  dnsPolicy: Clusterfirst
                  containers:
                    - {name: a, image: a, imagePullPolicy: Sometimes}
                """));
    assertEquals(
        List.of(
            "web.yaml:5:3: Pod web: spec.restartPolicy is 'Sometimes', but must be one of Always,"
                + " Never, OnFailure",
            "web.yaml:6:3: Pod web: spec.dnsPolicy is 'Clusterfirst', but must be one of"
                + " ClusterFirst, ClusterFirstWithHostNet, Default, None; did you mean"
                + " 'ClusterFirst'?",
            "web.yaml:8:27: Pod web: spec.containers[0].imagePullPolicy is 'Sometimes', but must be"
                + " one of Always, IfNotPresent, Never"),
        findings.stream().map(finding -> finding.problem().toString()).toList());
  }

  @Test
  void tellsWhichValuesOneKindAllows() {
    List<Finding> findings =
        SCHEMAS.check(
            manifest(
                """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: web}
                spec:
                  template:
                    spec: {restartPolicy: Always, containers: [{name: a, image: a}]}
                """));
    assertEquals(
        List.of(
            "web.yaml:6:12: Job web: spec.template.spec.restartPolicy is 'Always', but must be one"
                + " of Never, OnFailure"),
        findings.stream().map(finding -> finding.problem().toString()).toList());
  }

  @Test
  void showsNoValueOfASecret() {
    List<Finding> findings =
        SCHEMAS.check(
            manifest(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: web, creationTimestamp: hush}
                type: Opaque
                data: {password: "hush!", token: [hush]}
                stringData: {pin: 123456789}
                """));
    assertEquals(4, findings.size());
    assertFalse(findings.toString().matches("(?s).*(hush|123456789).*"), findings::toString);
  }

  private static Manifest manifest(String yaml) {
    return Manifests.read("web.yaml", yaml.getBytes(StandardCharsets.UTF_8)).get(0);
  }
}
