package io.activo.deploy.kubernetes.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real cluster: a changed configuration makes a new pod template. */
class ConfigurationRollTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 0
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - {name: app, image: none:1, envFrom: [{configMapRef: {name: settings}}]}
      """;
  private static final String PLAIN =
      """
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {a: "VALUE"}
      """;

  @RegisterExtension private final RealCluster real = new RealCluster("roll");

  @Test
  void rollsWithAGeneratedConfigMap() throws Exception {
    assertEquals(Applied.Change.CREATED, apply(generated("a=1")));
    String first = template();
    assertEquals(Applied.Change.UNCHANGED, apply(generated("a=1")));
    assertEquals(Applied.Change.CHANGED, apply(generated("a=2")));
    real.kubectl("wait", "deployment/web", "--for=jsonpath={.status.observedGeneration}=2");
    assertEquals(2, template().lines().count(), first + " became " + template());
  }

  @Test
  void rollsWithAPlainConfigMap() throws Exception {
    assertEquals(Applied.Change.CREATED, apply(plain("1")));
    String first = template();
    assertEquals(Applied.Change.UNCHANGED, apply(plain("1")));
    assertEquals(Applied.Change.CHANGED, apply(plain("2")));
    real.kubectl("wait", "deployment/web", "--for=jsonpath={.status.observedGeneration}=2");
    assertEquals(2, template().lines().count(), first + " became " + template());
  }

  private static Transformed generated(String literal) {
    return new Transforming().manifests(DEPLOYMENT).configMap("settings", literal).apply();
  }

  private static Transformed plain(String value) {
    return new Transforming().manifests(DEPLOYMENT + PLAIN.replace("VALUE", value)).apply();
  }

  /** Applies everything, and says what became of the Deployment. */
  private Applied.Change apply(Transformed all) {
    Applied.Change change = Applied.Change.UNCHANGED;
    for (Manifest manifest : all.manifests()) {
      Applied applied = real.apply(manifest.inNamespace(real.namespace()));
      if (manifest.ref().kind().equals("Deployment")) {
        change = applied.change();
      }
    }
    return change;
  }

  /** The ReplicaSets, one for each pod template so far. */
  private String template() throws IOException, InterruptedException {
    return real.kubectl("get", "replicasets", "--output=name");
  }
}
