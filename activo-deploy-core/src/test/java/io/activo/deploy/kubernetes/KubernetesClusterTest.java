package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real cluster. */
class KubernetesClusterTest {
  private static final String DEPLOYMENT =
      """
      {"apiVersion":"apps/v1","kind":"Deployment",
       "metadata":{"name":"web","namespace":"NAMESPACE","labels":{"app":"web"}},
       "spec":{"replicas":0,"selector":{"matchLabels":{"app":"web"}},
        "template":{"metadata":{"labels":{"app":"web"}},
         "spec":{"containers":[{"name":"app","image":"127.0.0.1:5000/none:1"}]}}}}""";

  @RegisterExtension private final RealCluster real = new RealCluster("cluster");

  @Test
  void tellsCreatedUnchangedAndChanged() {
    Manifest deployment = real.here(DEPLOYMENT);
    Manifest other = real.here(DEPLOYMENT.replace("none:1", "none:2"));
    assertEquals(Applied.Change.CREATED, apply(deployment));
    assertEquals(Applied.Change.UNCHANGED, apply(deployment));
    assertEquals(Applied.Change.CHANGED, apply(other));
    assertEquals(Applied.Change.UNCHANGED, apply(other));
    LiveObject live = real.cluster().get(other.ref()).orElseThrow();
    LiveObject container = live.object("spec", "template", "spec").objects("containers").get(0);
    assertEquals("127.0.0.1:5000/none:2", container.text("image"));
    assertEquals(
        "activo-deploy Apply",
        live.objects("metadata", "managedFields").stream()
            .map(entry -> entry.text("manager") + " " + entry.text("operation"))
            .filter(entry -> entry.startsWith("activo"))
            .findFirst()
            .orElse(""));
  }

  @Test
  void namesTheFieldsThatAnotherManagerOwns() throws Exception {
    apply(real.here(DEPLOYMENT));
    real.kubectl("scale", "deployment", "web", "--replicas=1");
    assertRefused(
        real.here(DEPLOYMENT),
        """
        deploy/test.yml:1:1: a field of Deployment web in namespace NAMESPACE belongs to another \
        manager; leave the field out of the manifest to keep the other's value, or have the other \
        manager give it up
            .spec.replicas is managed by kubectl (scale)""");
  }

  @Test
  void tellsHowToTakeOverWhatKubectlApplied() throws Exception {
    Path file = Files.createTempFile("activo", ".json");
    Files.writeString(file, DEPLOYMENT.replace("NAMESPACE", real.namespace()));
    real.kubectl("apply", "-f", file.toString());
    Manifest changed = real.here(DEPLOYMENT.replace("none:1", "none:2"));
    DeployException refused = refused(real.cluster(), changed);
    assertTrue(refused.toString().contains("take the object over from kubectl apply"));
    Files.writeString(file, DEPLOYMENT.replace("NAMESPACE", real.namespace()));
    real.kubectl(
        "apply",
        "--server-side",
        "--force-conflicts",
        "--field-manager=activo-deploy",
        "-f",
        file.toString());
    assertEquals(Applied.Change.CHANGED, apply(changed));
    Files.delete(file);
  }

  @Test
  void refusesAFieldThatTheSchemaLacks() {
    assertRefused(
        real.here(DEPLOYMENT.replace("\"image\"", "\"imaeg\"")),
        "deploy/test.yml:1:1: Deployment web in namespace NAMESPACE has no field"
            + " .spec.template.spec.containers[name=\"app\"].imaeg; correct the field's name or"
            + " remove it");
  }

  @Test
  void namesEveryInvalidField() {
    Manifest invalid =
        real.here(
            DEPLOYMENT
                .replace("\"replicas\":0", "\"replicas\":-1")
                .replace("\"matchLabels\":{\"app\":\"web\"}", "\"matchLabels\":{\"app\":\"x\"}"));
    assertRefused(
        invalid,
        """
        deploy/test.yml:1:1: the cluster does not accept Deployment web in namespace NAMESPACE; \
        correct the fields named below
            spec.replicas: Invalid value: -1: must be greater than or equal to 0
            spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match \
        template `labels`""");
  }

  @Test
  void refusesAKindThatTheClusterLacks() {
    Map<String, String> expected =
        Map.of(
            "apps/v1 Deploymnet",
            "the cluster knows no kind Deploymnet in apps/v1; did you mean 'Deployment'? otherwise"
                + " install the CustomResourceDefinition that defines it",
            "extensions/v1beta1 Ingress",
            "the cluster does not serve Ingress in extensions/v1beta1; it serves it in"
                + " networking.k8s.io/v1: set apiVersion",
            "autoscaling/v2beta2 HorizontalPodAutoscaler",
            "the cluster does not serve HorizontalPodAutoscaler in autoscaling/v2beta2; it serves"
                + " it in autoscaling/v2, autoscaling/v1: set apiVersion",
            "example.org/v1 Unheard",
            "the cluster does not serve the API version example.org/v1; install the"
                + " CustomResourceDefinition that defines it",
            "app/v1 Unheard",
            "the cluster does not serve the API version app/v1; did you mean 'apps/v1'? otherwise"
                + " install the CustomResourceDefinition that defines it");
    expected.forEach(
        (asked, text) -> {
          String[] words = asked.split(" ", -1);
          DeployException refused =
              assertThrows(DeployException.class, () -> real.cluster().kind(words[0], words[1]));
          assertEquals(text, refused.getMessage());
        });
  }

  @Test
  void saysThatTheNamespaceIsMissing() {
    Manifest elsewhere = RealCluster.manifest(DEPLOYMENT.replace("NAMESPACE", "activo-none"));
    DeployException refused = refused(real.cluster(), elsewhere);
    assertInstanceOf(NoNamespace.class, refused);
    assertEquals(
        "deploy/test.yml:1:1: there is no namespace activo-none for Deployment web in namespace"
            + " activo-none; create it, or set create-namespace: true",
        refused.getMessage());
  }

  @Test
  void saysWhatTheUserMayNot() {
    try (Cluster limited = RealCluster.connect(real.beside("kubeconfig-limited"))) {
      assertEquals(
          ("deploy/test.yml:1:1: user 'limited' may not patch deployments.apps in namespace"
                  + " NAMESPACE; bind the user to a Role in namespace NAMESPACE that allows get,"
                  + " create and patch of deployments.apps")
              .replace("NAMESPACE", real.namespace()),
          refused(limited, real.here(DEPLOYMENT)).getMessage());
      ObjectRef namespace = new ObjectRef("v1", "Namespace", "", real.namespace());
      assertThrows(Forbidden.class, () -> limited.get(namespace));
      assertThrows(Forbidden.class, () -> limited.list("v1", "Pod", real.namespace(), Map.of()));
    }
  }

  @Test
  void saysThatATokenIsNotAccepted() throws IOException {
    String config = Files.readString(real.kubeconfig()).replaceAll("token: \\S+", "token: no}}]");
    ClusterAccess access =
        new ClusterAccess.Context(
            Optional.empty(),
            Optional.of(
                Secret.of(
                    Base64.getEncoder().encodeToString(config.getBytes(StandardCharsets.UTF_8)))));
    try (Cluster nobody = Cluster.connect(access, Map.of())) {
      DeployException refused = assertThrows(DeployException.class, nobody::describe);
      assertTrue(
          refused.toString().contains("does not accept the credentials of user '"),
          refused.getMessage());
    }
  }

  @Test
  void connectsByClientCertificate() {
    try (Cluster cluster = RealCluster.connect(real.beside("kubeconfig-certificate"))) {
      assertTrue(cluster.describe().matches("https://\\S+ \\(v1\\.\\d+.*\\), context .*"));
      assertEquals("deployments", cluster.kind("apps/v1", "Deployment").plural());
    }
  }

  @Test
  void connectsByAddressAuthorityAndToken() throws IOException {
    Matcher config =
        Pattern.compile(
                "server: \"?([^\",]+).*authority-data: ([^,}\\s]+).*token: ([^,}\\s]+)",
                Pattern.DOTALL)
            .matcher(Files.readString(real.kubeconfig()));
    assertTrue(config.find(), "the kubeconfig is written otherwise");
    String server = config.group(1);
    Secret token = Secret.of(config.group(3));
    ClusterAccess trusted = new ClusterAccess.Server(server, Optional.of(config.group(2)), token);
    ClusterAccess untrusted = new ClusterAccess.Server(server, Optional.empty(), token);
    try (Cluster known = Cluster.connect(trusted, Map.of());
        Cluster unknown = Cluster.connect(untrusted, Map.of())) {
      assertTrue(known.describe().startsWith(server + " (v1."));
      assertEquals(
          server
              + ": the server's certificate is not signed by the authority given; give this"
              + " cluster's authority (certificate-authority-data)",
          assertThrows(DeployException.class, unknown::describe).getMessage());
    }
  }

  @Test
  void appliesAnObjectRightAfterItsDefinition() throws Exception {
    String group = real.namespace() + ".example.org";
    Manifest definition =
        RealCluster.manifest(
            """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
             "metadata":{"name":"things.GROUP"},
             "spec":{"group":"GROUP","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},
              "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":
               {"type":"object","properties":{"size":{"type":"integer"}}}}}]}}"""
                .replace("GROUP", group));
    String thing =
        """
        {"apiVersion":"GROUP/v1","kind":"Thing","size":1,
         "metadata":{"name":"one","namespace":"NAMESPACE"}}"""
            .replace("GROUP", group);
    assertEquals(Applied.Change.CREATED, apply(definition));
    assertEquals(Applied.Change.CREATED, apply(real.here(thing)));
    assertRefused(
        real.here(thing.replace("size", "siez")),
        "deploy/test.yml:1:1: Thing one in namespace NAMESPACE has no field .siez; correct the"
            + " field's name or remove it");
    real.kubectl("delete", "crd", "things." + group);
  }

  @Test
  void listsByLabel() {
    for (String name : List.of("a", "b", "c")) {
      String app = name.equals("c") ? "other" : "web";
      apply(
          real.here(
              """
              {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"NAMESPACE",
               "labels":{"app":"%s"}}}"""
                  .formatted(name, app)));
    }
    List<LiveObject> listed =
        real.cluster().list("v1", "ConfigMap", real.namespace(), Map.of("app", "web"));
    assertEquals(
        List.of("ConfigMap a", "ConfigMap b"),
        listed.stream().map(LiveObject::ref).map(ObjectRef::toString).toList());
  }

  @Test
  void anObjectThatIsNotThereIsEmpty() {
    ObjectRef none = new ObjectRef("v1", "Pod", real.namespace(), "none");
    assertEquals(Optional.empty(), real.cluster().get(none));
    assertEquals(List.of(), real.cluster().log(real.namespace(), "none", "app", false, 5));
  }

  @Test
  void readsTheLogOfAFinishedContainer() throws Exception {
    String image = RealCluster.imageOrSkip();
    apply(
        real.here(
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"once","namespace":"NAMESPACE"},
             "spec":{"restartPolicy":"Never","containers":[{"name":"app","image":"IMAGE",
              "command":["/busybox","sh","-c","echo one; echo two; echo three"]}]}}"""
                .replace("IMAGE", image)));
    assertEquals(List.of(), real.cluster().log(real.namespace(), "once", "app", true, 5));
    real.kubectl("wait", "pod/once", "--for=jsonpath={.status.phase}=Succeeded", "--timeout=60s");
    assertEquals(
        List.of("two", "three"), real.cluster().log(real.namespace(), "once", "app", false, 2));
  }

  @Test
  void tellsTheServersWarnings() {
    Manifest endpoints =
        real.here(
            """
            {"apiVersion":"v1","kind":"Endpoints",
             "metadata":{"name":"old","namespace":"NAMESPACE"}}""");
    List<String> warnings = OneObject.apply(real.cluster(), endpoints).warnings();
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).contains("deprecated"), warnings.toString());
  }

  private Applied.Change apply(Manifest manifest) {
    return OneObject.apply(real.cluster(), manifest).change();
  }

  private static DeployException refused(Cluster cluster, Manifest manifest) {
    return assertThrows(DeployException.class, () -> OneObject.apply(cluster, manifest));
  }

  private void assertRefused(Manifest manifest, String text) {
    assertEquals(
        text.replace("NAMESPACE", real.namespace()),
        refused(real.cluster(), manifest).getMessage());
  }
}
