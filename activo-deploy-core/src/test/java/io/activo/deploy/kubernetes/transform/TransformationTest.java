package io.activo.deploy.kubernetes.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformationTest {
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            initContainers: [{name: migrate, image: registry.example/app:1}]
            containers:
            - {name: app, image: registry.example/app:1}
            - {name: proxy, image: nginx}
      """;
  private static final String READER =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            imagePullSecrets: [{name: pull}]
            containers:
            - name: app
              envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: keys}}]
      """;
  private static final String SETTINGS =
      "\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: 'VALUE'}}";
  private static final PullSecret.RegistryLogin LOGIN =
      new PullSecret.RegistryLogin("registry.example", "robot", Secret.of("hunter2"));

  private final Transforming asked = new Transforming();

  @Test
  void changesNothingThatIsNotAskedFor() {
    List<Manifest> written = Transforming.read(WEB);
    assertEquals(
        written.get(0).content(), asked.manifests(WEB).apply().manifests().get(0).content());
  }

  @Test
  void setsTheImageOfAContainerEverywhereUnlessAMoreExactEntryDoes() {
    asked
        .manifests(WEB)
        .manifests(WEB.replace("name: web", "name: admin"))
        .image("app", "app:2")
        .image("deployment/admin/app", "admin:2");
    assertEquals(
        List.of("registry.example/app:1, app:2, nginx", "registry.example/app:1, admin:2, nginx"),
        asked.apply().manifests().stream()
            .map(
                manifest ->
                    String.join(
                        ", ",
                        List.of(
                            image(manifest, "initContainers", 0),
                            image(manifest, "containers", 0),
                            image(manifest, "containers", 1))))
            .toList());
  }

  @Test
  void tellsEveryImageThatNoContainerGets() {
    asked
        .manifests(WEB)
        .image("ap", "app:2")
        .image("Deployment/wbe/app", "app:2")
        .image("database", "app:2");
    assertEquals(
        """
        activo.yml:1:1: no container is called 'ap'; did you mean 'app'?
        activo.yml:3:1: no container is called 'Deployment/wbe/app'; did you mean \
        'Deployment/web/app'?
        activo.yml:5:1: no container is called 'database'; there are: app, proxy, migrate""",
        asked.refused());
  }

  @Test
  void refusesTargetsAndImagesOfAnotherForm() {
    for (String target : List.of("", "/", "web/app", "a/b/c/d", "a//c")) {
      assertThrows(DeployException.class, () -> asked.image(target, "app:2"), target);
    }
    assertThrows(DeployException.class, () -> asked.image("app", "App:2"));
  }

  @Test
  void putsAnnotationsOnEveryObjectAndNotOnPodTemplates() {
    asked.manifests(WEB).configMap("settings", "a=1").annotation("example.com/team", "shop");
    asked.pullSecret("pull", LOGIN);
    for (Manifest manifest : asked.apply().manifests()) {
      assertEquals(
          Map.of("example.com/team", "shop"),
          Json.at(manifest.content(), "metadata", "annotations").orElseThrow());
      assertFalse(Json.at(manifest.content(), "spec", "template", "metadata").isPresent());
    }
  }

  @Test
  void refusesAnAnnotationThatAnObjectHasOtherwise() {
    asked
        .manifests(
            "---\n{apiVersion: v1, kind: Service, metadata: {name: a, annotations: {team: b}}}")
        .manifests(
            "---\n{apiVersion: v1, kind: Service, metadata: {name: b, annotations: {team: a}}}")
        .annotation("team", "a");
    assertEquals(
        "deploy/web.yml:2:67: Service a has another value of the annotation team than"
            + " activo.yml:1:1 asks for; leave it out in one of the two places",
        asked.refused());
    assertThrows(DeployException.class, () -> asked.annotation("a b", ""));
  }

  @Test
  void namesThePullSecretOnlyInPodsOfItsRegistries() {
    String other = WEB.replace("name: web", "name: other").replace("registry.example/", "");
    asked.manifests(WEB).manifests(other).pullSecret("pull", LOGIN);
    Transformed made = asked.apply();
    assertEquals(List.of(Map.of("name", "pull")), pullSecrets(made.manifests().get(0)));
    assertEquals(List.of(), pullSecrets(made.manifests().get(1)));
    assertEquals(
        "{\"auths\":{\"registry.example\":{\"username\":\"robot\",\"password\":\"hunter2\","
            + "\"auth\":\"cm9ib3Q6aHVudGVyMg==\"}}}",
        config(made.generated().get(0)));
    assertEquals("kubernetes.io/dockerconfigjson", made.generated().get(0).content().get("type"));
  }

  @Test
  void makesThePullSecretInEachNamespaceThatNeedsIt() {
    asked.manifests(WEB).placed("jobs", WEB).pullSecret("pull", LOGIN).namespace("shop");
    assertEquals(
        List.of("", "jobs"),
        asked.apply().generated().stream().map(each -> each.ref().namespace()).toList());
  }

  @Test
  void callsDockerHubAsKubernetesDoes() {
    asked
        .manifests(WEB)
        .pullSecret("pull", new PullSecret.RegistryLogin("docker.io", "robot", Secret.of("p")));
    Transformed made = asked.apply();
    assertEquals(List.of(Map.of("name", "pull")), pullSecrets(made.manifests().get(0)));
    assertEquals(
        "{\"auths\":{\"https://index.docker.io/v1/\":{\"username\":\"robot\",\"password\":\"p\","
            + "\"auth\":\"cm9ib3Q6cA==\"}}}",
        config(made.generated().get(0)));
  }

  @Test
  void warnsOfAPullSecretThatNoPodNeeds() {
    asked.manifests(READER).pullSecret("pull", LOGIN);
    assertEquals(
        "[activo.yml:1:1: no pod uses an image of the registries of the pull secret 'pull'; check"
            + " the registries' hosts, or leave it out]",
        asked.apply().warnings().toString());
  }

  @Test
  void putsObjectsIntoTheNamespaceOfTheirEntry() {
    asked.placed(
        "jobs",
        WEB
            + """
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: jobs}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web, namespace: jobs}}
            ---
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: issuers.example.com}
            spec: {group: example.com, scope: Cluster, names: {kind: Issuer}}
            ---
            {apiVersion: example.com/v1, kind: Issuer, metadata: {name: one}}
            ---
            {apiVersion: example.com/v1, kind: Thing, metadata: {name: one}}
            """);
    assertEquals(
        List.of("jobs", "", "jobs", "", "", "jobs"),
        asked.apply().manifests().stream().map(each -> each.ref().namespace()).toList());
  }

  @Test
  void refusesANamespaceThatDiffersFromTheEntrys() {
    asked.placed("jobs", "---\n{apiVersion: v1, kind: Service, metadata: {name: a, namespace: b}}");
    assertEquals(
        "deploy/web.yml:2:53: Service a names the namespace b, its entry the namespace jobs"
            + " (activo.yml:1:1); leave it out here, or give the file an entry of its own",
        asked.refused());
    assertThrows(DeployException.class, () -> asked.placed("Jobs", WEB));
    assertThrows(DeployException.class, () -> asked.suffixed("-", WEB));
  }

  @Test
  void aCanaryRefersToItsOwnObjectsAndToTheHashedNamesOfAll() {
    asked
        .manifests(READER)
        .suffixed("-canary", READER + "---\n{apiVersion: v1, kind: Secret, metadata: {name: keys}}")
        .configMap("settings", "a=1");
    Transformed made = asked.apply();
    String hashed = made.generated().get(0).ref().name();
    assertEquals(List.of(hashed, "keys"), envFrom(made.entries().get(0).get(0)));
    assertEquals(List.of(hashed, "keys-canary"), envFrom(made.entries().get(1).get(0)));
    assertEquals("web-canary", made.entries().get(1).get(0).ref().name());
    assertEquals(
        "deploy/web.yml:3:12",
        made.entries().get(1).get(0).placeOf(FieldPath.of("metadata", "name")).toString());
  }

  @Test
  void aRoleThatIsForSeveralKindsKeepsTheNamesOfEach() {
    asked
        .manifests(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: reader}
            rules:
            - {resources: [configmaps, secrets], resourceNames: [same, other]}
            - {resources: [services], resourceNames: [same]}
            """)
        .configMap("same", "a=1");
    asked.generator(Generator.Kind.SECRET, "same", true, asked.literals("a=1"));
    Transformed made = asked.apply();
    Map<String, Object> role = made.entries().get(0).get(0).content();
    assertEquals(
        List.of(
            List.of(
                made.generated().get(0).ref().name(),
                made.generated().get(1).ref().name(),
                "other"),
            List.of("same")),
        Fields.maps(role, List.of("rules")).stream()
            .map(rule -> Fields.texts(rule, "resourceNames"))
            .toList());
  }

  @Test
  void restartsWhatRolls() {
    String job = WEB.replace("apps/v1", "batch/v1").replace("Deployment", "Job");
    asked.manifests(WEB).manifests(job).restart("2026-11-25T10:00:00.123Z");
    List<Manifest> made = asked.apply().manifests();
    assertEquals("2026-11-25T10:00:00Z", templateAnnotation(made.get(0), "activo.io/restartedAt"));
    assertEquals(Transforming.read(job).get(0).content(), made.get(1).content());
  }

  @Test
  void theChecksumFollowsTheContentOfWhatThePodsUse() {
    String first = checksum(READER + SETTINGS);
    assertEquals(64, first.length());
    assertEquals(first, checksum(READER + SETTINGS), "the same again");
    assertNotEquals(first, checksum(READER + SETTINGS.replace("VALUE", "other")));
    assertEquals(
        first,
        checksum(READER + SETTINGS.replace("name: settings}", "name: settings, labels: {a: b}}")));
    assertEquals(first, checksum(READER + SETTINGS + SETTINGS.replace("settings", "unused")));
    assertEquals("", checksum(READER));
    assertEquals("", checksum(READER + SETTINGS.replace("name: s", "namespace: x, name: s")));
    assertEquals(
        "", checksum(READER + SETTINGS.replace("settings", "pull").replace("ConfigMap", "Secret")));
  }

  @Test
  void hashedNamesNeedNoChecksumAndJobsGetNone() {
    assertEquals(
        "",
        templateAnnotation(
            new Transforming()
                .manifests(READER)
                .configMap("settings", "a=1")
                .apply()
                .manifests()
                .get(0),
            ConfigurationChecksum.KEY));
    assertEquals(
        "",
        checksum(READER.replace("apps/v1", "batch/v1").replace("Deployment", "Job") + SETTINGS));
  }

  private static String checksum(String manifests) {
    return templateAnnotation(
        new Transforming().manifests(manifests).apply().manifests().get(0),
        ConfigurationChecksum.KEY);
  }

  private static String templateAnnotation(Manifest manifest, String key) {
    return Json.at(manifest.content(), "spec", "template", "metadata", "annotations", key)
        .map(Object::toString)
        .orElse("");
  }

  private static String image(Manifest manifest, String list, int index) {
    return Fields.text(
            Fields.maps(manifest.content(), List.of("spec", "template", "spec", list)).get(index),
            "image")
        .orElse("");
  }

  private static List<?> pullSecrets(Manifest manifest) {
    return Fields.items(
        Fields.maps(manifest.content(), List.of("spec", "template", "spec")).get(0),
        "imagePullSecrets");
  }

  private static List<String> envFrom(Manifest manifest) {
    List<String> path = List.of("spec", "template", "spec", "containers", "envFrom");
    return Fields.maps(manifest.content(), path).stream()
        .flatMap(each -> each.values().stream())
        .map(each -> Json.at(each, "name").orElse("").toString())
        .toList();
  }

  private static String config(Manifest secret) {
    String data = Json.at(secret.content(), "data", ".dockerconfigjson").orElseThrow().toString();
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }
}
