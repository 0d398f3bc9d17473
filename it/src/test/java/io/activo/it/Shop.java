package io.activo.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The project {@code it/shop}: a dozen objects of Kubernetes, and no image of its own.
 *
 * @param project as somebody has it
 * @param namespace where it is applied
 */
record Shop(Project project, Namespace namespace) {
  /** The canary in the env-file that becomes a Secret. */
  static final String PASSWORD = "s3cretOfTheShop";

  /** The canary in the file of the generated Secret. */
  static final String KEY = "k3yOfTheShop";

  private static final String VERSION = ".metadata.resourceVersion";
  private static final String GENERATION = ".metadata.generation";

  /** A cluster puts these into every namespace, somewhat later. */
  private static final List<String> OF_CLUSTER =
      List.of("ConfigMap/kube-root-ca.crt ", "ServiceAccount/default ");

  static Shop in(Namespace namespace, Path folder) throws IOException {
    return new Shop(Project.copy("shop", folder), namespace);
  }

  /** A goal on the cluster of the tests. */
  MavenRun goal(String... arguments) throws IOException {
    return goal(Namespace.kubeconfig(), arguments);
  }

  /** A goal with another kubeconfig. */
  MavenRun goal(String kubeconfig, String[] arguments) {
    Map<String, String> variables = new HashMap<>(namespace.variables(kubeconfig));
    variables.put("SHOP_DATABASE_PASSWORD", PASSWORD);
    return project.mvn(arguments).withArgument("-Denv=it").with(variables);
  }

  /**
   * Every object that is ours, with its version; where the cluster writes a status, with its
   * generation.
   */
  List<String> versions() {
    return Stream.concat(
            namespace.each("configmap,secret,serviceaccount,service,ingress,cronjob", VERSION),
            namespace.each("deployment,hpa,pdb,job", GENERATION))
        .filter(line -> OF_CLUSTER.stream().noneMatch(line::startsWith))
        .toList();
  }
}
