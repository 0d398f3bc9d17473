package io.activo.deploy.description;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.ResourceKind;
import io.activo.deploy.kubernetes.ownership.ConflictRules;
import io.activo.deploy.kubernetes.ownership.ConflictRules.Choice;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a record of {@code kubernetes}. */
record KubernetesSection(Section root, Section kubernetes) {

  Optional<KubernetesDescription> description() {
    Optional<Text> namespace = kubernetes.text("namespace");
    namespace.ifPresent(name -> DnsLabel.check("namespace", name, root.problems()));
    refuseNothing();
    List<ManifestEntry> manifests = new ManifestEntries(root, kubernetes).all();
    ObjectChanges changes = new ObjectChangesSection(kubernetes).changes();
    KubernetesDescription.Checks checks =
        new KubernetesDescription.Checks(version(), kubernetes.texts("accept"));
    return new ClusterSection(kubernetes)
        .target()
        .map(
            target ->
                new KubernetesDescription(
                    target,
                    namespace,
                    newNamespace(),
                    manifests,
                    changes,
                    ownership(),
                    checks,
                    kubernetes
                        .text("timeout")
                        .flatMap(text -> Times.parse(text.value()))
                        .orElse(KubernetesDescription.DEFAULT_TIMEOUT),
                    kubernetes.map().at()));
  }

  private void refuseNothing() {
    if (kubernetes.isEmpty("manifests") && kubernetes.isEmpty("shared")) {
      root.problem(
          "'kubernetes' has no 'manifests'", kubernetes.map().at(), "list what is to be applied");
    }
  }

  private Optional<Map<String, String>> newNamespace() {
    if (kubernetes.flag("create-namespace")) {
      return Optional.of(Map.of());
    }
    return kubernetes.section("create-namespace").map(any -> kubernetes.pairs("create-namespace"));
  }

  private KubernetesDescription.Ownership ownership() {
    List<Text> rules =
        hasConflictRules() ? List.copyOf(kubernetes.named("conflicts").keySet()) : List.of();
    return new KubernetesDescription.Ownership(
        new OwnershipRules(conflicts(), recreate()), rules, kubernetes.texts("recreate"));
  }

  private boolean hasConflictRules() {
    return kubernetes.map().get("conflicts").orElse(null) instanceof YamlMap;
  }

  private ConflictRules conflicts() {
    if (hasConflictRules()) {
      Map<String, Choice> choices = new HashMap<>();
      kubernetes.pairs("conflicts").forEach((field, choice) -> choices.put(field, choice(choice)));
      return new ConflictRules(Choice.FAIL, choices);
    }
    return kubernetes
        .text("conflicts")
        .map(word -> new ConflictRules(choice(word.value()), Map.of()))
        .orElse(ConflictRules.FAIL);
  }

  private static Choice choice(String word) {
    return switch (word) {
      case "take" -> Choice.TAKE;
      case "leave" -> Choice.LEAVE;
      default -> Choice.FAIL;
    };
  }

  /** A kind that is nearly one of Kubernetes' own is probably that one. */
  private Set<String> recreate() {
    List<String> known = BuiltInKinds.all().stream().map(ResourceKind::kind).toList();
    Set<String> kinds = new HashSet<>();
    for (Text kind : kubernetes.texts("recreate")) {
      String hint = known.contains(kind.value()) ? "" : NearestName.hint(kind.value(), known);
      if (!hint.isEmpty()) {
        root.problem("'" + kind + "' is no kind that Kubernetes has", kind.at(), hint);
      }
      kinds.add(kind.value());
    }
    return kinds;
  }

  private Optional<KubernetesVersion> version() {
    Optional<Text> text = kubernetes.text("kubernetes-version");
    Optional<KubernetesVersion> version =
        text.flatMap(written -> KubernetesVersion.parse(written.value()));
    if (text.isPresent() && version.isEmpty()) {
      root.problem(
          "'" + text.get() + "' is no version of Kubernetes",
          text.get().at(),
          "write it as '1.34', in quotes");
    }
    return version;
  }
}
