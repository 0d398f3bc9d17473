package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.NearestName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks whether the version serves an object's kind, and for how long. */
record KindCheck(Found found, Kinds kinds, CustomKinds custom) {
  private static final FieldPath API_VERSION = FieldPath.of("apiVersion");
  private static final FieldPath KIND = FieldPath.of("kind");

  void check() {
    ObjectRef ref = found.manifest().ref();
    String name = ref.apiVersion() + " " + ref.kind();
    if (kinds.find(ref.apiVersion(), ref.kind()).isPresent()) {
      Lifecycle.of(name)
          .filter(lifecycle -> lifecycle.isDeprecatedIn(kinds.version()))
          .ifPresent(this::deprecated);
    } else if (custom.find(ref.apiVersion(), ref.kind()).isEmpty()) {
      unknown(ref, name);
    }
  }

  private void deprecated(Lifecycle lifecycle) {
    String end =
        lifecycle
            .removed()
            .map(version -> ", and Kubernetes " + version + " will not serve it")
            .orElse("");
    found.warning(
        API_VERSION,
        SchemaRule.DEPRECATED_API,
        lifecycle.kind() + " is deprecated since Kubernetes " + lifecycle.deprecated() + end,
        successor(lifecycle.kind()).map(next -> "use " + next).orElse(""));
  }

  private void unknown(ObjectRef ref, String name) {
    Optional<Lifecycle> gone = Lifecycle.of(name).filter(l -> l.isRemovedIn(kinds.version()));
    if (gone.isPresent() || kinds.servedUntil(name).isPresent()) {
      removed(name, gone);
    } else if (kinds.addedLater(name).isPresent()) {
      notYet(name, kinds.addedLater(name).orElseThrow());
    } else if (kinds.hasGroup(ref.group())) {
      noSuchKind(ref, name);
    } else {
      foreign(ref, name);
    }
  }

  private void removed(String name, Optional<Lifecycle> lifecycle) {
    KubernetesVersion target = kinds.version();
    String since =
        kinds
            .servedUntil(name)
            .map(last -> new KubernetesVersion(last.major(), last.minor() + 1))
            .or(() -> lifecycle.flatMap(Lifecycle::removed))
            .map(version -> ": it is gone since " + version)
            .orElse("");
    found.error(
        API_VERSION,
        SchemaRule.REMOVED_API,
        "Kubernetes " + target + " does not serve " + name + since,
        successor(name).map(next -> "use " + next).orElse("remove the object"));
  }

  private void notYet(String name, KubernetesVersion first) {
    String text =
        "Kubernetes " + kinds.version() + " does not serve " + name + ": " + first + " is";
    found.error(
        API_VERSION,
        SchemaRule.UNKNOWN_KIND,
        text + " the first to",
        successor(name).map(next -> "use " + next).orElse("leave it to newer clusters"));
  }

  /** What stands in for a kind: what the sources say, or its newest version in the same group. */
  private Optional<String> successor(String name) {
    Optional<String> said =
        Lifecycle.of(name).map(Lifecycle::successor).filter(next -> !next.isEmpty());
    Optional<String> served = said.filter(this::isServed);
    return served.or(() -> sameKind(name)).or(() -> said);
  }

  private boolean isServed(String name) {
    return kinds.all().stream().anyMatch(kind -> kind.fullName().equals(name));
  }

  private Optional<String> sameKind(String name) {
    String kind = name.substring(name.indexOf(' ') + 1);
    String group = Kind.group(name.substring(0, name.indexOf(' ')));
    return kinds.all().stream()
        .filter(known -> known.name().equals(kind) && known.group().equals(group))
        .map(Kind::fullName)
        .filter(known -> !known.equals(name))
        .filter(
            known -> Lifecycle.of(known).filter(l -> l.isDeprecatedIn(kinds.version())).isEmpty())
        .max(Comparator.comparingInt(KindCheck::maturity).thenComparing(known -> known));
  }

  private static int maturity(String name) {
    return name.contains("alpha") ? 0 : name.contains("beta") ? 1 : 2;
  }

  private void noSuchKind(ObjectRef ref, String name) {
    List<Kind> sameName = kinds.all().stream().filter(k -> k.name().equals(ref.kind())).toList();
    if (!sameName.isEmpty()) {
      String versions = sameName.stream().map(Kind::apiVersion).collect(Collectors.joining(" or "));
      String what = "there is no " + name;
      found.error(API_VERSION, SchemaRule.UNKNOWN_KIND, what, "write apiVersion: " + versions);
      return;
    }
    Set<String> candidates =
        Stream.concat(kinds.all().stream().map(Kind::name), custom.names(ref.group()).stream())
            .collect(Collectors.toSet());
    found.error(
        KIND,
        SchemaRule.UNKNOWN_KIND,
        "Kubernetes " + kinds.version() + " has no kind " + name,
        NearestName.hint(ref.kind(), candidates));
  }

  private void foreign(ObjectRef ref, String name) {
    List<String> versions = custom.versions(ref.group(), ref.kind());
    Optional<String> near = NearestName.of(ref.kind(), custom.names(ref.group()));
    if (!versions.isEmpty()) {
      found.error(
          API_VERSION,
          SchemaRule.UNKNOWN_KIND,
          "its CustomResourceDefinition does not serve " + name,
          "write apiVersion: " + String.join(" or ", versions));
    } else if (near.isPresent()) {
      found.warning(
          KIND,
          SchemaRule.UNKNOWN_KIND,
          "no CustomResourceDefinition at hand defines " + name,
          "did you mean '" + near.orElseThrow() + "'?");
    } else {
      found.warning(
          KIND,
          SchemaRule.UNKNOWN_SCHEMA,
          "no CustomResourceDefinition at hand defines " + name + ", so its fields are not checked",
          "add the CustomResourceDefinition to the manifests, or let the plan ask the cluster");
    }
  }
}
