package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Definition;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Looks for the objects of a release in the cluster, with as few requests as can be. */
final class Look {
  /** So many objects of a kind and namespace are read one by one, more by a list. */
  private static final int FEW = 3;

  private final Cluster cluster;
  private final Workers workers;

  Look(Cluster cluster, Workers workers) {
    this.cluster = cluster;
    this.workers = workers;
  }

  /**
   * Objects whose kind the release brings are looked for only when the cluster has it already, and
   * in the same scope: of a kind that changes it, no object is left.
   */
  LiveObjects at(Release release) {
    Map<Boolean, List<Manifest>> byDefined =
        release.manifests().stream()
            .collect(Collectors.partitioningBy(one -> release.definition(one.ref()).isPresent()));
    LiveObjects standing = among(byDefined.getOrDefault(false, List.of()));
    List<Manifest> served =
        byDefined.getOrDefault(true, List.of()).stream()
            .filter(one -> isServed(one.ref(), release, standing))
            .toList();
    return LiveObjects.all(List.of(standing, among(served), notTold(release, standing)));
  }

  private static boolean isServed(ObjectRef ref, Release release, LiveObjects standing) {
    Manifest definition = release.definition(ref).orElseThrow();
    return standing
        .of(definition.ref())
        .map(Definition::new)
        .filter(live -> live.namespaced() == Release.definitionOf(definition).namespaced())
        .filter(live -> live.serves(ref.apiVersion()))
        .isPresent();
  }

  /** Where the definition may not be read, nothing is known of its objects. */
  private static LiveObjects notTold(Release release, LiveObjects standing) {
    Set<ObjectRef> unknown =
        release.manifests().stream()
            .map(Manifest::ref)
            .filter(ref -> definition(ref, release).filter(d -> !standing.knows(d)).isPresent())
            .collect(Collectors.toSet());
    return new LiveObjects(Map.of(), unknown);
  }

  private static Optional<ObjectRef> definition(ObjectRef ref, Release release) {
    return release.definition(ref).map(Manifest::ref);
  }

  /** What the objects of one look have in common. */
  private record Collection(String apiVersion, String kind, String namespace) {}

  private LiveObjects among(List<Manifest> manifests) {
    Map<Collection, List<ObjectRef>> collections = new LinkedHashMap<>();
    manifests.stream()
        .map(Manifest::ref)
        .forEach(
            ref ->
                collections
                    .computeIfAbsent(
                        new Collection(ref.apiVersion(), ref.kind(), ref.namespace()),
                        key -> new ArrayList<>())
                    .add(ref));
    List<Callable<LiveObjects>> looks = new ArrayList<>();
    collections.forEach(
        (collection, refs) -> {
          if (refs.size() > FEW) {
            looks.add(() -> listed(collection, refs));
          } else {
            refs.forEach(ref -> looks.add(() -> read(ref)));
          }
        });
    return LiveObjects.all(workers.all(looks));
  }

  /** Ends as soon as all were seen: a namespace may hold far more than the release. */
  private LiveObjects listed(Collection collection, List<ObjectRef> refs) {
    Map<ObjectRef, LiveObject> found = new HashMap<>();
    Set<ObjectRef> wanted = Set.copyOf(refs);
    try {
      cluster.visit(
          collection.apiVersion(),
          collection.kind(),
          collection.namespace(),
          live -> {
            if (wanted.contains(live.ref())) {
              found.put(live.ref(), live);
            }
            return found.size() < wanted.size();
          });
      return new LiveObjects(found, Set.of());
    } catch (Forbidden e) {
      return LiveObjects.all(refs.stream().map(this::read).toList());
    }
  }

  private LiveObjects read(ObjectRef ref) {
    try {
      return cluster
          .get(ref)
          .map(live -> new LiveObjects(Map.of(ref, live), Set.of()))
          .orElse(LiveObjects.NONE);
    } catch (Forbidden e) {
      return new LiveObjects(Map.of(), Set.of(ref));
    }
  }
}
