package io.activo.deploy.kubernetes.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasCorpusTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "microservices-demo.yaml",
        "monitoring.coreos.com_alertmanagerconfigs.yaml",
        "monitoring.coreos.com_prometheuses.yaml"
      })
  void findsNothingInRealManifests(String name) throws IOException {
    List<Manifest> manifests = read(name);
    for (KubernetesVersion version : Schemas.known()) {
      Schemas schemas = Schemas.of(version);
      for (Manifest manifest : manifests) {
        assertEquals(List.of(), schemas.check(manifest), () -> version + " " + manifest.ref());
      }
    }
  }

  @Test
  void findsMistakesInObjectsOfRealDefinitions() throws IOException {
    Schemas schemas =
        SchemasTest.SCHEMAS.with(
            List.of(
                read("monitoring.coreos.com_alertmanagerconfigs.yaml").get(0).content(),
                read("monitoring.coreos.com_prometheuses.yaml").get(0).content()));
    assertEquals(
        List.of(
            "wrong-type spec.replicas",
            "unknown-field spec.retenton",
            "wrong-value spec.retentionSize",
            "wrong-type spec.resources.requests.memory"),
        errors(
            schemas,
            """
            apiVersion: monitoring.coreos.com/v1
            kind: Prometheus
            metadata: {name: main}
            spec:
              replicas: "2"
              retenton: 10d
              retentionSize: 10 GB
              serviceMonitorSelector: {matchLabels: {team: web}}
              resources: {requests: {memory: [1Gi]}}
            """));
    assertEquals(
        List.of(
            "wrong-type spec.receivers[0].webhookConfigs[0].sendResolved", "wrong-type spec.route"),
        errors(
            schemas,
            """
            apiVersion: monitoring.coreos.com/v1alpha1
            kind: AlertmanagerConfig
            metadata: {name: main}
            spec:
              receivers: [{name: hook, webhookConfigs: [{sendResolved: "yes"}]}]
              route: hook
            """));
  }

  private static List<String> errors(Schemas schemas, String yaml) {
    Manifest manifest = Manifests.read("custom.yaml", yaml.getBytes(StandardCharsets.UTF_8)).get(0);
    return SchemaCases.errors(schemas.check(manifest));
  }

  private static List<Manifest> read(String name) throws IOException {
    Path file = Corpus.folder().resolve("manifests").resolve(name);
    assumeTrue(Files.exists(file), file + " is absent");
    return Manifests.read(name, Files.readAllBytes(file));
  }
}
