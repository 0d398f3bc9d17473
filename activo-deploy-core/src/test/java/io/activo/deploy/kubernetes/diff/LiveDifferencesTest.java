package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.secret.KeyedDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real cluster; each test has objects of its own. */
class LiveDifferencesTest {
  private static final String DEPLOYMENT =
      """
      {"apiVersion":"apps/v1","kind":"Deployment",
       "metadata":{"name":"NAME","namespace":"NAMESPACE","labels":{"app":"web"}},
       "spec":{"replicas":0,"selector":{"matchLabels":{"app":"web"}},
        "template":{"metadata":{"labels":{"app":"web"}},
         "spec":{"containers":[{"name":"app","image":"none:1",
          "env":[{"name":"OLD","value":"x"}]}]}}}}""";
  private static final String CONFIG =
      """
      {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"NAME","namespace":"NAMESPACE"},
       "data":{"mode":"a"}}""";
  private static final String SECRET =
      """
      {"apiVersion":"v1","kind":"Secret","metadata":{"name":"NAME","namespace":"NAMESPACE"},
       "stringData":{"password":"VALUE"}}""";

  @RegisterExtension private static final RealCluster real = new RealCluster("diff");

  private static final RealDiffs diffs = new RealDiffs(real);

  @Test
  void tellsCreatedChangedAndUnchangedInTheirOrder() {
    Manifest web = here(DEPLOYMENT, "web");
    diffs.apply(web, here(CONFIG, "same"));
    Manifest changed =
        here(
            DEPLOYMENT
                .replace("none:1", "none:2")
                .replace("\"env\":[{\"name\":\"OLD\",\"value\":\"x\"}]", "\"env\":[]")
                .replace(
                    "\"labels\":{\"app\":\"web\"}},\n \"spec\":{\"rep",
                    "\"labels\":{\"app\":\"web\",\"tier\":\"front\"}},\n \"spec\":{\"rep"),
            "web");
    assertDiff(
        List.of(here(CONFIG, "fresh"), changed, here(CONFIG, "same")),
        """
        + ConfigMap fresh  (deploy/test.yml:1:1)  1 field
        ~ Deployment web  (deploy/test.yml:1:1)
            + metadata.labels.tier: front
            spec.template.spec.containers[name=app].image: none:1 → none:2
            - spec.template.spec.containers[name=app].env[name=OLD]: x
        1 created, 1 changed, 1 unchanged, 0 replaced, 0 pruned""");
  }

  @Test
  void writesNothing() {
    diff(List.of(here(CONFIG, "unwritten")));
    assertEquals(Optional.empty(), real.cluster().get(here(CONFIG, "unwritten").ref()));
  }

  @Test
  void neverShowsTheValueOfASecret() {
    Manifest before = here(SECRET.replace("VALUE", "topsecret-one"), "login");
    diffs.apply(before);
    Diff diff =
        diff(
            List.of(
                here(SECRET.replace("VALUE", "topsecret-two"), "login"),
                here(SECRET.replace("VALUE", "topsecret-two"), "login2"),
                here(SECRET.replace("\"VALUE\"", "[\"topsecret-two\"]"), "login3")));
    String all = diff + String.join("\n", DiffText.lines(diff, true));
    assertEquals(1, diff.changed());
    assertEquals(1, diff.created());
    assertEquals(1, diff.refused());
    assertFalse(all.contains("topsecret"), all);
    assertFalse(all.contains("dG9wc2Vjc"), all);
    String digest = diff.objects().get(0).changes().get(0).after().orElse("");
    assertEquals(digest, diff.objects().get(1).changes().get(0).after().orElse(""));
  }

  @Test
  void saysOnceWhatAnAccountMayNotDo() {
    try (Cluster limited = RealCluster.connect(real.beside("kubeconfig-limited"))) {
      List<Manifest> manifests =
          List.of(here(CONFIG, "a"), here(CONFIG, "b"), here(SECRET, "c"), here(CONFIG, "d"));
      String text =
          String.join(
              "\n",
              DiffText.lines(
                  RealDiffs.of(limited, PlannedRelease.of(manifests, real.namespace())), false));
      assertTrue(
          text.matches(
              "(?s)\\? cannot tell for ConfigMap a, ConfigMap b, ConfigMap d: user '\\S+' may not get"
                  + " configmaps in namespace \\S+\n"
                  + "\\? cannot tell for Secret c: user '\\S+' may not get secrets in namespace \\S+\n"
                  + "0 created, 0 changed, 0 unchanged, 0 replaced, 0 pruned, 4 unknown"),
          text);
    }
  }

  @Test
  void doesNotAskAboutWhatComesWithTheDeploy() {
    String fresh = real.namespace() + "-new";
    Manifest namespace =
        RealCluster.manifest(
            "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\""
                + fresh
                + "\"}}");
    Manifest inside = RealCluster.manifest(named(CONFIG, "in").replace("NAMESPACE", fresh));
    Manifest elsewhere =
        RealCluster.manifest(named(CONFIG, "in2").replace("NAMESPACE", fresh + "2"));
    String group = real.namespace() + ".example.com";
    Manifest definition =
        RealCluster.manifest(
            """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
             "metadata":{"name":"dbs.GROUP"},
             "spec":{"group":"GROUP","scope":"Namespaced","names":{"plural":"dbs","kind":"Db"},
              "versions":[{"name":"v1","served":true,"storage":true,
               "schema":{"openAPIV3Schema":{"type":"object"}}}]}}"""
                .replace("GROUP", group));
    Manifest custom =
        RealCluster.manifest(
            "{\"apiVersion\":\"" + group + "/v1\",\"kind\":\"Db\",\"metadata\":{\"name\":\"db\"}}");
    PlannedRelease release =
        new PlannedRelease(
            List.of(namespace, inside, elsewhere, definition, custom),
            real.namespace(),
            Set.of(fresh + "2"),
            Set.of());
    String text = String.join("\n", DiffText.lines(RealDiffs.of(real.cluster(), release), false));
    assertEquals(
        """
        + Namespace FRESH  (deploy/test.yml:1:1)  0 fields
        + ConfigMap in  (deploy/test.yml:1:1)  1 field; not asked: namespace FRESH comes with this \
        deploy
        + ConfigMap in2  (deploy/test.yml:1:1)  1 field; not asked: namespace FRESH2 comes with \
        this deploy
        + CustomResourceDefinition dbs.GROUP  (deploy/test.yml:1:1)  7 fields
        + Db db  (deploy/test.yml:1:1)  0 fields; not asked: the definition of Db comes with this \
        deploy
        5 created, 0 changed, 0 unchanged, 0 replaced, 0 pruned"""
            .replace("FRESH", fresh)
            .replace("GROUP", group),
        text);
  }

  @Test
  void saysWhatCannotBeChanged() {
    diffs.apply(here(DEPLOYMENT, "fixed"));
    Diff diff =
        diff(List.of(here(DEPLOYMENT.replace("\"app\":\"web\"", "\"app\":\"api\""), "fixed")));
    String text = String.join("\n", DiffText.lines(diff, false));
    assertTrue(text.contains("spec.selector"), text);
    assertTrue(text.contains("immutable"), text);
    assertEquals(1, diff.refusals().size());
  }

  @Test
  void namesTheOtherManagerOfAField() throws Exception {
    diffs.apply(here(DEPLOYMENT, "scaled"));
    real.kubectl("label", "deployment", "scaled", "app=other", "--overwrite");
    Diff diff = diff(List.of(here(DEPLOYMENT, "scaled")));
    String text = String.join("\n", DiffText.lines(diff, false));
    assertTrue(text.startsWith("! Deployment scaled  (deploy/test.yml:1:1)\n"), text);
    assertTrue(text.contains(".metadata.labels.app"), text);
    assertTrue(text.contains("kubectl-label"), text);
    assertEquals(1, diff.refused());
  }

  @Test
  void tellsWhetherAnObjectMovedButNotByItsAutoscalerOrStatus() throws Exception {
    List<Manifest> manifests = List.of(here(DEPLOYMENT, "moving"), here(CONFIG, "never"));
    diffs.apply(manifests.get(0));
    KeyedDigest digest = KeyedDigest.random();
    real.kubectl("scale", "deployment", "moving", "--replicas=1");
    LiveState scaled = state(manifests, digest);
    real.kubectl("scale", "deployment", "moving", "--replicas=2");
    LiveState scaledAgain = state(manifests, digest);
    real.kubectl("annotate", "deployment", "moving", "note=other");
    LiveState annotated = state(manifests, digest);
    assertEquals(contentOf(scaled), contentOf(scaledAgain));
    assertNotEquals(contentOf(scaled), contentOf(annotated));
    assertNotEquals(contentOf(annotated), contentOf(state(manifests, KeyedDigest.random())));
    assertEquals(
        new LiveState.Absent(),
        diff(manifests).live().digested(digest).get(manifests.get(1).ref()));
  }

  private static LiveState state(List<Manifest> manifests, KeyedDigest digest) {
    return Optional.ofNullable(diff(manifests).live().digested(digest).get(manifests.get(0).ref()))
        .orElseThrow();
  }

  private static String contentOf(LiveState state) {
    return ((LiveState.Present) state).digest();
  }

  @Test
  void seesNoDifferenceAfterARealReleaseWasApplied() throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    Path file = Path.of("src/test/resources/corpora/manifests/microservices-demo.yaml");
    for (Manifest manifest : Manifests.read("demo.yaml", Files.readAllBytes(file))) {
      manifests.add(unscaled(manifest).inNamespace(real.namespace()));
    }
    ObjectApply apply = RealDiffs.ownership(real.cluster(), manifests);
    assertEquals(manifests.size(), diff(manifests).created());
    manifests.parallelStream().forEach(one -> apply.apply(one, Optional.empty()));
    Diff diff = diff(manifests);
    assertEquals(
        List.of("0 created, 0 changed, " + manifests.size() + " unchanged, 0 replaced, 0 pruned"),
        DiffText.lines(diff, false));
    KeyedDigest digest = KeyedDigest.random();
    assertEquals(diff.live().digested(digest), diff(manifests).live().digested(digest));
  }

  @Test
  void showsAnImageThatIsPushedLaterWithItsDigestOpen() {
    String digest = "@sha256:" + "a".repeat(64);
    diffs.apply(here(DEPLOYMENT.replace("none:1", "none:1" + digest), "pinned"));
    PlannedRelease release =
        new PlannedRelease(
            List.of(here(DEPLOYMENT, "pinned")), real.namespace(), Set.of(), Set.of("none:1"));
    assertEquals(
        "    spec.template.spec.containers[name=app].image: none:1"
            + digest
            + " → none:1@(known when it is pushed)",
        DiffText.lines(RealDiffs.of(real.cluster(), release), false).get(1));
  }

  private static void assertDiff(List<Manifest> manifests, String expected) {
    assertEquals(expected, String.join("\n", DiffText.lines(diff(manifests), false)));
  }

  private static Diff diff(List<Manifest> manifests) {
    return diffs.of(manifests);
  }

  private static Manifest here(String json, String name) {
    return real.here(named(json, name));
  }

  private static String named(String json, String name) {
    return json.replace("\"NAME\"", "\"" + name + "\"");
  }

  private static Manifest unscaled(Manifest manifest) {
    return manifest.ref().kind().equals("Deployment")
        ? manifest.with(
            Noise.changed(
                manifest.content(),
                List.of("spec"),
                spec -> {
                  Map<String, Object> copy = new LinkedHashMap<>(spec);
                  copy.put("replicas", 0);
                  return copy;
                }))
        : manifest;
  }
}
