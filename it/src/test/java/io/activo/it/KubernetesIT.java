package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dozen objects, checked, compared and applied on a real cluster. */
class KubernetesIT {
  private static final String SHOP = "deploy/10-shop.yml.tpl";
  private static final String JOBS = "deploy/30-jobs.yml.tpl";

  @TempDir Path folder;

  private final Namespace namespace = Namespace.fresh();
  private Shop shop = new Shop(new Project(Path.of("")), namespace);

  @BeforeAll
  static void requireServices() {
    Services.required(Services.KUBERNETES);
  }

  @BeforeEach
  void makeProject() throws IOException {
    shop = Shop.in(namespace, folder);
  }

  @AfterEach
  void removeNamespace() {
    namespace.close();
  }

  @Test
  void tellsEveryMistakeAtItsPlaceInTheTemplate() throws Exception {
    shop.goal("activo:validate").succeeds().says("valid\n");
    shop.project()
        .replace(SHOP, "targetPort: http", "targetPort: htpp")
        .replace(SHOP, "protocol: TCP", "protocl: TCP")
        .replace(JOBS, "0 3 * * *", "0 25 * * *")
        .commit();
    Map<String, String> before = shop.project().listing();
    shop.goal("activo:deploy")
        .fails()
        .says(SHOP + ":20:30: no container of Deployment shop")
        .says("[service-port]; did you mean 'http'?")
        .says(
            SHOP
                + ":38:62: Deployment shop: spec.template.spec.containers[0].ports[0] has no field")
        .says("'protocl' [unknown-field]; did you mean 'protocol'?")
        .says(JOBS + ":5:")
        .says("nothing was done: 3 problems");
    assertEquals(before, shop.project().listing());
    assertFalse(namespace.exists());
  }

  @Test
  void appliesOnceAndThenWritesOnlyWhatDiffers() throws Exception {
    shop.goal("activo:diff").succeeds().says("12 created, 0 changed, 0 unchanged");
    shop.goal("activo:apply").succeeds().says("12 created, 0 changed, 0 unchanged");
    List<String> first = shop.versions();
    shop.goal("activo:apply").succeeds().says("0 created, 0 changed, 12 unchanged");
    assertEquals(first, shop.versions());

    namespace.kubectl("annotate", "configmap/shop-page", "note=by hand");
    shop.project()
        .replace(SHOP, "title: the shop", "title: the new shop")
        .write("config/key.txt", Shop.KEY + "2\n")
        .commit();
    shop.goal("activo:diff")
        .with("SHOP_DATABASE_PASSWORD", Shop.PASSWORD + "2")
        .succeeds()
        .says("~ ConfigMap shop-page  (" + SHOP + ":")
        .says("data.title: the shop → the new shop")
        .says("2 created, 2 changed, 8 unchanged")
        .doesNotSay("by hand")
        .doesNotSay(Shop.PASSWORD)
        .doesNotSay(Shop.KEY);
  }

  @Test
  void refusesEverythingBeforeAnythingIsWrittenAndThenDoesWhatIsAllowed() throws Exception {
    shop.goal("activo:apply").succeeds();
    namespace.kubectl(
        "patch",
        "cronjob/nightly",
        "--field-manager=kubectl-edit",
        "--patch",
        schedule("0 5 * * *"));
    List<String> before = shop.versions();
    String job = namespace.field("job/once", ".metadata.uid");

    shop.project()
        .replace(SHOP, "title: the shop", "title: never written")
        .replace(SHOP, "    matchLabels: {app: shop}", "    matchLabels: {app: shop, tier: web}")
        .replace(SHOP, "      labels: {app: shop}", "      labels: {app: shop, tier: web}")
        .replace(JOBS, "args: [once]", "args: [again]")
        .commit();
    MavenOutput refused = shop.goal("activo:apply").fails();
    assertEquals("failed", refused.step("check").get("outcome"));
    refused
        .says("a field of CronJob nightly belongs to another manager")
        .says("kubectl-edit")
        .says("0 5 * * *")
        .says("CronJob/nightly/spec.schedule: take")
        .says("Deployment shop: spec.selector.matchLabels.tier is immutable")
        .says("Job once: spec.template.spec.containers[0].args[0] is immutable")
        .says("kubernetes.recreate: [Job]");
    assertEquals(before, shop.versions());

    shop.project()
        .replace(SHOP, "title: never written", "title: written")
        .replace(SHOP, "    matchLabels: {app: shop, tier: web}", "    matchLabels: {app: shop}")
        .replace(
            "activo.yml",
            "  manifests:\n",
            "  conflicts: {CronJob/nightly/spec.schedule: take}\n  recreate: [Job]\n  manifests:\n")
        .commit();
    shop.goal("activo:apply").succeeds().says("0 created, 3 changed, 8 unchanged, 1 recreated");
    assertEquals("0 3 * * *", namespace.field("cronjob/nightly", ".spec.schedule"));
    assertEquals("written", namespace.field("configmap/shop-page", ".data.title"));
    assertNotEquals(job, namespace.field("job/once", ".metadata.uid"));
  }

  @Test
  void takesOverWhatKubectlApplied() throws Exception {
    shop.project()
        .write(
            "before.yml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: shop-page}
            data: {title: the old shop, stale: "true"}
            """);
    namespace.kubectl("create", "namespace", namespace.name());
    namespace.kubectl("apply", "--filename=" + shop.project().folder().resolve("before.yml"));
    shop.goal("activo:apply").succeeds().says("ConfigMap shop-page changed");
    assertEquals("the shop", namespace.field("configmap/shop-page", ".data.title"));
    assertEquals("", namespace.field("configmap/shop-page", ".data.stale"));
    assertEquals(
        "activo-deploy",
        namespace.field("configmap/shop-page", ".metadata.managedFields[*].manager"));
  }

  private static String schedule(String value) {
    return "{\"spec\": {\"schedule\": \"" + value + "\"}}";
  }
}
