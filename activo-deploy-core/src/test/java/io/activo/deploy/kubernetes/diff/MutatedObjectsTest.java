package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.activo.deploy.kubernetes.AdmissionWebhook;
import io.activo.deploy.kubernetes.ApplyAnswer.Accepted;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a webhook changes is no default, on a real cluster. */
class MutatedObjectsTest {
  private static final String DEPLOYMENT =
      """
      {"apiVersion":"apps/v1","kind":"Deployment",
       "metadata":{"name":"NAME","namespace":"NAMESPACE","labels":{"app":"web"}},
       "spec":{"replicas":0,"selector":{"matchLabels":{"app":"web"}},
        "template":{"metadata":{"labels":{"app":"web"}},
         "spec":{"containers":[{"name":"app","image":"app:1"}]}}}}""";
  private static final String PATCH =
      """
      [{"op":"add","path":"/metadata/labels/mesh","value":"on"},
       {"op":"replace","path":"/spec/template/spec/containers/0/image","value":"mirror/app:1"},
       {"op":"add","path":"/spec/template/spec/containers/-","value":{"name":"proxy",
        "image":"proxy:1","imagePullPolicy":"Always",
        "readinessProbe":{"timeoutSeconds":1,"periodSeconds":2,"tcpSocket":{"port":1}}}}]""";
  private static final String WEBHOOK =
      """
      {"apiVersion":"admissionregistration.k8s.io/v1","kind":"MutatingWebhookConfiguration",
       "metadata":{"name":"NAMESPACE"},"webhooks":[{"name":"mesh.example.org",
        "sideEffects":"None","admissionReviewVersions":["v1"],"timeoutSeconds":5,
        "namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"NAMESPACE"}},
        "rules":[{"apiGroups":["apps"],"apiVersions":["v1"],"operations":["CREATE","UPDATE"],
         "resources":["deployments"]}],
        "clientConfig":{"url":"URL","caBundle":"CA"}}]}""";
  private static final String CONTAINERS = "spec.template.spec.containers";

  @RegisterExtension private static final RealCluster real = new RealCluster("mutated");

  private static final RealDiffs diffs = new RealDiffs(real);

  @Test
  void whatAWebhookAddsAndChangesIsShownWithoutTheDefaultsBelowIt() throws Exception {
    Manifest old = real.here(DEPLOYMENT.replace("NAME\"", "old\""));
    diffs.apply(old);
    try (AdmissionWebhook webhook = AdmissionWebhook.patching(PATCH)) {
      diffs.apply(
          real.here(
              WEBHOOK.replace("URL", webhook.url()).replace("CA\"", webhook.authority() + "\"")));
      awaitPatched(old);
      assertEquals(
          """
          + metadata.labels.mesh: on
          %1$s[name=app].image: app:1 → mirror/app:1
          + %1$s[name=proxy].image: proxy:1
          + %1$s[name=proxy].readinessProbe.tcpSocket.port: 1
          + %1$s[name=proxy].readinessProbe.periodSeconds: 2
          + %1$s[name=proxy].imagePullPolicy: Always"""
              .formatted(CONTAINERS),
          diffs.changes(old));
      ObjectDiff fresh =
          diffs.of(real.here(DEPLOYMENT.replace("NAME\"", "new\"")), OwnershipRules.STRICT);
      assertEquals(List.of("5 of them by the cluster"), fresh.remarks());
      assertEquals(
          """
          + metadata.labels.app: web
          + spec.replicas: 0
          + spec.selector.matchLabels.app: web
          + spec.template.metadata.labels.app: web
          + %1$s[name=app].image: mirror/app:1
          + metadata.labels.mesh: on
          + %1$s[name=proxy].image: proxy:1
          + %1$s[name=proxy].readinessProbe.tcpSocket.port: 1
          + %1$s[name=proxy].readinessProbe.periodSeconds: 2
          + %1$s[name=proxy].imagePullPolicy: Always"""
              .formatted(CONTAINERS),
          RealDiffs.text(fresh));
    } finally {
      real.kubectl("delete", "mutatingwebhookconfiguration", real.namespace());
    }
  }

  /** The API server asks a webhook a moment after it is registered. */
  private static void awaitPatched(Manifest manifest) {
    for (int attempt = 0; attempt < 3000; attempt++) {
      if (real.cluster().apply(manifest, ApplyMode.DRY_RUN) instanceof Accepted accepted
          && accepted.object().text("metadata", "labels", "mesh").equals("on")) {
        return;
      }
    }
    fail("the webhook is not asked");
  }
}
