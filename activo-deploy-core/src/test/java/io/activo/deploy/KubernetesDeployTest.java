package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.rehearsal.RehearsalCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the keys of Kubernetes make of manifests, in a whole deploy that is rehearsed. */
class KubernetesDeployTest {
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, labels: {track: "${TRACK}"}}
      spec:
        selector: {matchLabels: {app: web, track: "${TRACK}"}}
        template:
          metadata: {labels: {app: web, track: "${TRACK}"}}
          spec:
            containers:
              - name: web
                image: "${ACTIVO_IMAGE}"
                envFrom: [{secretRef: {name: web-env}}, {configMapRef: {name: settings}}]
              - {name: proxy, image: proxy}
      """;

  @TempDir private Path folder;
  private final RehearsalCluster cluster = new RehearsalCluster();
  private Project project;

  @BeforeEach
  void writeProject() {
    project =
        new Project(folder)
            .file(
                "activo.yml",
                """
                app: web
                image: {repository: registry.example/web, tag: '1'}
                registries:
                  registry.example: {username: ci, password: {variable: REGISTRY_PASSWORD}}
                variables: {TRACK: stable}
                env-file:
                  from: .env
                  set: {DB_URL: "${STAGING_DB}"}
                  to: {secret: web-env}
                kubernetes:
                  namespace: web
                  create-namespace: true
                  cluster: rehearsal
                  manifests:
                    - deploy/web.yml.tpl
                    - {path: deploy/web.yml.tpl, suffix: -canary, variables: {TRACK: canary}}
                  config-map-generator:
                    - {name: settings, literals: [MODE=on], files: [settings.conf]}
                  set-image: {proxy: 'proxy.example/proxy:2'}
                  annotations: {team: web}
                  pull-secret: pull
                environments: {it: {}}
                """)
            .file("Dockerfile", "FROM scratch\n")
            .file(".env", "MODE=testing\n")
            .file("settings.conf", "host ${HOST}\n")
            .file("deploy/web.yml.tpl", WEB)
            .with("REGISTRY_PASSWORD", "registry-password")
            .with("STAGING_DB", "postgres://web:db-password@db/web")
            .behind(new OneCluster(cluster));
  }

  private LiveObject object(String kind, String name) {
    return cluster.objects().stream()
        .filter(live -> live.ref().kind().equals(kind) && live.ref().name().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatTheDescriptionAsksForReachesTheCluster() {
    List<String> lines = new ArrayList<>();
    assertTrue(project.deploy(lines).succeeded(), lines::toString);
    String secret = object("Secret", "web-env-").ref().name();
    String settings = object("ConfigMap", "settings-").ref().name();
    for (String name : List.of("web", "web-canary")) {
      LiveObject container =
          object("Deployment", name)
              .object("spec", "template", "spec")
              .objects("containers")
              .get(0);
      assertEquals(
          List.of(
              Map.of("secretRef", Map.of("name", secret)),
              Map.of("configMapRef", Map.of("name", settings))),
          container.value("envFrom").orElseThrow());
      assertEquals("web", object("Deployment", name).text("metadata", "annotations", "team"));
    }
    assertEquals("canary", object("Deployment", "web-canary").text("metadata", "labels", "track"));
    LiveObject pod = object("Deployment", "web").object("spec", "template", "spec");
    assertEquals("proxy.example/proxy:2", pod.objects("containers").get(1).text("image"));
    assertEquals("pull", pod.objects("imagePullSecrets").get(0).text("name"));
    assertEquals("kubernetes.io/dockerconfigjson", object("Secret", "pull").text("type"));
    assertEquals("host ${HOST}\n", object("ConfigMap", "settings-").text("data", "settings.conf"));
  }

  @Test
  void nothingOfTheEnvFileIsInTheImageOrShown() {
    String plan = project.printedPlan();
    List<String> lines = new ArrayList<>();
    project.deploy(lines);
    for (String secret : List.of("db-password", "registry-password")) {
      assertFalse((plan + lines).contains(secret), secret);
    }
    assertTrue(plan.contains("Secret web-env-"), plan);
    assertTrue(plan.contains("env-file .env with 2 keys: MODE, DB_URL"), plan);
    assertEquals(1, plan.split("env-file .env", -1).length - 1, plan);
  }
}
