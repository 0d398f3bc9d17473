package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where the cluster does not tell everything. */
class ClusterAnswersIT {
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
  void aPlanForAnAccountWithoutRightsSaysWhatItCannotKnow() throws Exception {
    namespace.kubectl("create", "namespace", namespace.name());
    String[] plan = {"activo:plan"};
    shop.goal(Namespace.limitedKubeconfig(), plan)
        .succeeds()
        .says("ConfigMap shop-page  (deploy/10-shop.yml.tpl:1:1)")
        .says("? cannot tell for Service shop: user 'limited' may not get services in namespace")
        .says("12 unknown");
  }

  @Test
  void anAccountWithoutRightsIsToldWhichItNeedsAndChangesNothing() throws Exception {
    namespace.kubectl("create", "namespace", namespace.name());
    List<String> before = shop.versions();
    String[] apply = {"activo:apply"};
    MavenOutput output = shop.goal(Namespace.limitedKubeconfig(), apply).fails();
    output.says(
        "bind the user to a Role in namespace "
            + namespace.name()
            + " that allows get, create and patch of poddisruptionbudgets.policy");
    output.says("user 'limited' may not patch services in namespace " + namespace.name());
    assertEquals(before, shop.versions());
  }

  @Test
  void aPlanIsPrintedThoughTheClusterNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String kubeconfig =
          Sample.kubeconfig("testnode")
              .replace("127.0.0.1:1", "127.0.0.1:" + silent.getLocalPort());
      String[] plan = {"activo:plan"};
      MavenOutput output = shop.goal(kubeconfig, plan).succeeds();
      output.says("ConfigMap shop-page  (deploy/10-shop.yml.tpl:1:1)").says("12 unknown");
      output.says("? cannot tell what would change: the cluster did not answer within 5 s");
      assertEquals(1, output.text().lines().filter(line -> line.contains("cannot tell")).count());
    }
  }
}
