package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.ObjectRef;
import java.util.stream.Stream;

/** Where the objects of a release name others. */
final class References {
  private static final String RBAC = "rbac.authorization.k8s.io";

  private References() {}

  static Stream<Reference> in(Release release) {
    return Stream.of(
            release.pods().stream().flatMap(PodReferences::of),
            release.objects("", "ServiceAccount").stream().flatMap(PodReferences::pullSecrets),
            release.objects("", "PersistentVolumeClaim").stream().map(PodReferences::storageClass),
            release.objects("apps", "StatefulSet").stream().flatMap(References::ofStatefulSet),
            release.objects(RBAC, "RoleBinding").stream().flatMap(References::ofBinding),
            release.objects(RBAC, "ClusterRoleBinding").stream().flatMap(References::ofBinding),
            Ingresses.of(release).flatMap(Ingresses::references),
            Autoscalers.of(release).map(Autoscalers::target))
        .flatMap(references -> references)
        .filter(reference -> !reference.target().name().isEmpty());
  }

  /** Without its Service a StatefulSet runs, but its pods have no names in DNS. */
  private static Stream<Reference> ofStatefulSet(Field set) {
    return Stream.concat(
        Stream.of(Reference.to("v1", "Service", set.at("spec", "serviceName")).asWarning()),
        set.items("spec", "volumeClaimTemplates").stream().map(PodReferences::storageClass));
  }

  private static Stream<Reference> ofBinding(Field binding) {
    Field role = binding.at("roleRef", "name");
    Reference toRole =
        switch (binding.text("roleRef", "kind")) {
          case "Role" -> Reference.to(RBAC + "/v1", "Role", role);
          case "ClusterRole" -> Reference.toWide(RBAC + "/v1", "ClusterRole", role);
          default -> Reference.to("", "", binding.at("roleRef", "none"));
        };
    return Stream.concat(
        Stream.of(toRole),
        binding.items("subjects").stream()
            .filter(subject -> subject.text("kind").equals("ServiceAccount"))
            .map(References::toAccount));
  }

  /** The server takes a binding of an account that is not there yet. */
  private static Reference toAccount(Field subject) {
    Reference account = Reference.to("v1", "ServiceAccount", subject.at("name")).asWarning();
    return subject.at("namespace").text().map(account::in).orElse(account);
  }

  /** Whether an object is there in every cluster, or comes with another object of the release. */
  static boolean isAlwaysThere(ObjectRef ref, Release release) {
    return switch (ref.kind()) {
      case "ServiceAccount" -> ref.name().equals("default");
      case "ConfigMap" -> ref.name().equals("kube-root-ca.crt");
      case "PriorityClass", "ClusterRole", "Role" -> isSystems(ref.name());
      case "PersistentVolumeClaim" -> isClaimOfStatefulSet(ref, release);
      default -> release.isNamedByCustomResource(ref);
    };
  }

  private static boolean isSystems(String name) {
    return name.startsWith("system:")
        || name.startsWith("system-")
        || name.matches("cluster-admin|admin|edit|view");
  }

  /** A StatefulSet makes claims named {@code TEMPLATE-SET-NUMBER}. */
  private static boolean isClaimOfStatefulSet(ObjectRef ref, Release release) {
    return release.objects("apps", "StatefulSet").stream()
        .filter(set -> set.namespace().equals(ref.namespace()))
        .flatMap(
            set ->
                set.items("spec", "volumeClaimTemplates").stream()
                    .map(claim -> claim.text("metadata", "name"))
                    .map(claim -> claim + "-" + set.manifest().ref().name() + "-"))
        .anyMatch(
            prefix ->
                ref.name().startsWith(prefix)
                    && ref.name().substring(prefix.length()).matches("[0-9]+"));
  }
}
