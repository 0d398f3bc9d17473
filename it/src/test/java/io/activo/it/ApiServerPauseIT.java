package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An apply while the API server is away. Runs after all others, which need that server. */
@Order(Integer.MAX_VALUE)
class ApiServerPauseIT {
  private static final String API_SERVER = "kube-apiserver";

  /** Enough to find the apply in the middle of its work. */
  private static final int OBJECTS = 3000;

  /** With the seconds that the server needs to start: about 20 s without it. */
  private static final int SECONDS_AWAY = 14;

  @TempDir Path folder;

  private final Namespace namespace = Namespace.fresh();

  @BeforeAll
  static void requireServices() {
    Services.required(Services.KUBERNETES, Services.TESTNODE);
  }

  @AfterEach
  void removeNamespace() {
    namespace.close();
  }

  @Test
  void isSurvivedInTheMiddleOfAnApply() throws Exception {
    Shop shop = Shop.in(namespace, folder);
    shop.project().write("deploy/01-many.yml", many()).commit();
    MavenRun apply = shop.goal("activo:apply");
    CompletableFuture<MavenOutput> applied = CompletableFuture.supplyAsync(apply::succeeds);
    awaitFirstObjects();
    testnode("stop", API_SERVER);
    try {
      assertThrows(TimeoutException.class, () -> applied.get(SECONDS_AWAY, TimeUnit.SECONDS));
    } finally {
      testnode("up");
    }
    applied.get().says(OBJECTS + 12 + " created, 0 changed, 0 unchanged");
    assertTrue(namespace.objects("deployment").contains("deployment.apps/shop"));
  }

  private static String many() {
    StringBuilder objects = new StringBuilder();
    for (int i = 0; i < OBJECTS; i++) {
      objects
          .append("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: many-")
          .append(i)
          .append("}\ndata: {place: \"")
          .append(i)
          .append("\"}\n");
    }
    return objects.toString();
  }

  /** The namespace's own ConfigMap is not one of ours. */
  private void awaitFirstObjects() {
    List<String> there = List.of();
    while (there.stream().noneMatch(name -> name.startsWith("configmap/many-"))) {
      there = namespace.objects("configmap");
    }
    assertFalse(there.size() >= OBJECTS, "all is applied before the server could be stopped");
  }

  private static void testnode(String script, String... arguments) throws IOException {
    Path program = Path.of(Services.TESTNODE.value()).resolve(script).toRealPath();
    String[] command = new String[arguments.length + 1];
    command[0] = program.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Command.in(Path.of("").toAbsolutePath(), command);
  }
}
