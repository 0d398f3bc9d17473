package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.activo.deploy.problem.DeployException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What admission denies is told by its name, on a real cluster. */
class AdmissionTest {
  private static final String SELECTOR =
      """
      "namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"NAMESPACE"}}""";

  @RegisterExtension private final RealCluster real = new RealCluster("admission");

  private void apply(String json) {
    real.apply(real.here(json.replace("SELECTOR", SELECTOR)));
  }

  private Manifest configMap(String name) {
    return real.here(
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"NAMESPACE"}}"""
            .formatted(name));
  }

  /** What refuses, as soon as the API server knows of it, and says so. */
  private DeployException refused(Manifest manifest, String by) {
    for (int attempt = 0; attempt < 3000; attempt++) {
      try {
        if (real.cluster().apply(manifest, ApplyMode.DRY_RUN) instanceof ApplyAnswer.Invalid no
            && no.problem().what().startsWith(by)) {
          return assertThrows(DeployException.class, () -> real.apply(manifest));
        }
      } catch (DeployException e) {
        if (e.problems().get(0).what().startsWith(by)) {
          return e;
        }
      }
    }
    return fail("not refused by " + by);
  }

  private void assertRefused(Manifest manifest, String by, String text) {
    assertEquals(text.replace("NAMESPACE", real.namespace()), refused(manifest, by).getMessage());
  }

  @Test
  void aPolicyIsNamed() throws Exception {
    try {
      apply(
          """
          {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingAdmissionPolicy",
           "metadata":{"name":"NAMESPACE"},"spec":{"matchConstraints":{"resourceRules":[
            {"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE"],
             "resources":["configmaps"]}]},
            "validations":[{"expression":"false","message":"names are immutable here"}]}}""");
      apply(
          """
          {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingAdmissionPolicyBinding",
           "metadata":{"name":"NAMESPACE"},"spec":{"policyName":"NAMESPACE",
            "validationActions":["Deny"],"matchResources":{SELECTOR}}}""");
      assertRefused(
          configMap("denied"),
          "ValidatingAdmissionPolicy",
          """
          deploy/test.yml:1:1: ValidatingAdmissionPolicy 'NAMESPACE' (binding 'NAMESPACE') denied \
          ConfigMap denied in namespace NAMESPACE; change the manifest so that it meets the \
          cluster's policy
              configmaps "denied" is forbidden: ValidatingAdmissionPolicy 'NAMESPACE' with binding \
          'NAMESPACE' denied request: names are immutable here""");
    } finally {
      real.kubectl("delete", "validatingadmissionpolicybinding", real.namespace());
      real.kubectl("delete", "validatingadmissionpolicy", real.namespace());
    }
  }

  @Test
  void aWebhookIsNamedAndQuoted() throws Exception {
    try (AdmissionWebhook webhook = AdmissionWebhook.denying("not on a Friday")) {
      apply(
          """
          {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingWebhookConfiguration",
           "metadata":{"name":"NAMESPACE"},"webhooks":[{"name":"deny.example.org",
            "sideEffects":"None","admissionReviewVersions":["v1"],"timeoutSeconds":5,SELECTOR,
            "rules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["*"],
             "resources":["configmaps"]}],
            "clientConfig":{"url":"URL","caBundle":"CA"}}]}"""
              .replace("URL", webhook.url())
              .replace("CA\"", webhook.authority() + "\""));
      assertRefused(
          configMap("denied"),
          "admission webhook",
          """
          deploy/test.yml:1:1: admission webhook 'deny.example.org' denied ConfigMap denied in \
          namespace NAMESPACE; change the manifest so that it meets the cluster's policy
              admission webhook "deny.example.org" denied the request: not on a Friday""");
    } finally {
      real.kubectl("delete", "validatingwebhookconfiguration", real.namespace());
    }
  }

  @Test
  void aQuotaIsToldAsOneAndNotAsAMissingRight() {
    apply(
        """
        {"apiVersion":"v1","kind":"ResourceQuota",
         "metadata":{"name":"small","namespace":"NAMESPACE"},
         "spec":{"hard":{"secrets":"0"}}}""");
    Manifest secret =
        real.here(
            """
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","namespace":"NAMESPACE"}}""");
    assertInstanceOf(Forbidden.class, refused(secret, "ResourceQuota"));
    assertRefused(
        secret,
        "ResourceQuota",
        """
        deploy/test.yml:1:1: ResourceQuota 'small' leaves no room for Secret s in namespace \
        NAMESPACE; raise the quota, or remove or shrink what counts towards it
            requested: secrets=1
            used: secrets=0
            limited: secrets=0""");
  }

  @Test
  void aQuotaThatDemandsLimitsSaysWhich() {
    apply(
        """
        {"apiVersion":"v1","kind":"ResourceQuota",
         "metadata":{"name":"limits","namespace":"NAMESPACE"},
         "spec":{"hard":{"limits.cpu":"1"}}}""");
    String refused = refused(pod(), "ResourceQuota").toString();
    assertTrue(refused.contains("'limits' refuses Pod p in namespace"), refused);
    assertTrue(refused.contains("; specify limits.cpu for: app"), refused);
  }

  @Test
  void podSecuritySaysWhatIsWrong() throws Exception {
    real.kubectl(
        "label", "namespace", real.namespace(), "pod-security.kubernetes.io/enforce=baseline");
    String refused = refused(pod(), "Pod p").toString();
    assertTrue(refused.contains("violates the namespace's Pod Security level baseline"), refused);
    assertTrue(refused.contains("hostNetwork=true"), refused);
  }

  private Manifest pod() {
    return real.here(
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"NAMESPACE"},
         "spec":{"hostNetwork":true,"containers":[{"name":"app","image":"none:1"}]}}""");
  }
}
