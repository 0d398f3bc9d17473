package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.KubernetesVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way of an API version out of Kubernetes.
 *
 * @param kind {@code batch/v1beta1 CronJob}
 * @param deprecated since which version the server warns
 * @param removed the first version that does not serve it, where one is said
 * @param successor {@code batch/v1 CronJob}; empty where nothing is said
 */
record Lifecycle(
    String kind,
    KubernetesVersion deprecated,
    Optional<KubernetesVersion> removed,
    String successor) {

  /** What the sources of k8s.io/api do not say: the deprecation guide of Kubernetes does. */
  private static final String GUIDE =
      """
      v1 ComponentStatus 1.19 -
      v1 Endpoints 1.33 - discovery.k8s.io/v1 EndpointSlice
      apiextensions.k8s.io/v1beta1 CustomResourceDefinition 1.16 1.22 \
      apiextensions.k8s.io/v1 CustomResourceDefinition
      apiregistration.k8s.io/v1beta1 APIService 1.19 1.22 apiregistration.k8s.io/v1 APIService
      events.k8s.io/v1beta1 Event 1.22 1.25 events.k8s.io/v1 Event
      extensions/v1beta1 PodSecurityPolicy 1.10 1.16
      node.k8s.io/v1alpha1 RuntimeClass 1.20 1.24 node.k8s.io/v1 RuntimeClass
      node.k8s.io/v1beta1 RuntimeClass 1.22 1.25 node.k8s.io/v1 RuntimeClass
      policy/v1beta1 PodSecurityPolicy 1.21 1.25
      rbac.authorization.k8s.io/v1alpha1 ClusterRole 1.20 1.24 \
      rbac.authorization.k8s.io/v1 ClusterRole
      rbac.authorization.k8s.io/v1alpha1 ClusterRoleBinding 1.20 1.24 \
      rbac.authorization.k8s.io/v1 ClusterRoleBinding
      rbac.authorization.k8s.io/v1alpha1 Role 1.20 1.24 rbac.authorization.k8s.io/v1 Role
      rbac.authorization.k8s.io/v1alpha1 RoleBinding 1.20 1.24 \
      rbac.authorization.k8s.io/v1 RoleBinding
      scheduling.k8s.io/v1alpha1 PriorityClass 1.14 1.22 scheduling.k8s.io/v1 PriorityClass
      networking.k8s.io/v1beta1 IngressClass 1.19 1.22 networking.k8s.io/v1 IngressClass
      """;

  private static final class Holder {
    static final Map<String, Lifecycle> ALL =
        Stream.concat(SchemaLines.all().lifecycles().stream(), GUIDE.lines())
            .map(Lifecycle::parse)
            .collect(Collectors.toMap(Lifecycle::kind, Function.identity(), (made, said) -> said));
  }

  private static Lifecycle parse(String line) {
    List<String> words = Arrays.asList(line.split(" ", 5));
    return new Lifecycle(
        words.get(0) + " " + words.get(1),
        SchemaLines.version(words.get(2)),
        KubernetesVersion.parse(words.get(3)),
        words.size() > 4 ? words.get(4) : "");
  }

  /** The API versions of all that are on their way out or gone. */
  static Stream<String> apiVersions() {
    return Holder.ALL.keySet().stream().map(kind -> kind.substring(0, kind.indexOf(' ')));
  }

  /** That of a kind, if it is on its way out or gone. */
  static Optional<Lifecycle> of(String kind) {
    return Optional.ofNullable(Holder.ALL.get(kind));
  }

  boolean isDeprecatedIn(KubernetesVersion version) {
    return deprecated.compareTo(version) <= 0;
  }

  boolean isRemovedIn(KubernetesVersion version) {
    return removed.filter(first -> first.compareTo(version) <= 0).isPresent();
  }
}
