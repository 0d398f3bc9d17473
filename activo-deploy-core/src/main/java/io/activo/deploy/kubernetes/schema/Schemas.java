package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.Manifest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of one Kubernetes version and of custom resources: what the cluster would say to a
 * manifest, without asking it. Immutable; may be used by several threads.
 */
public final class Schemas {
  private static final Map<KubernetesVersion, Kinds> LOADED = new ConcurrentHashMap<>();

  private final Kinds kinds;
  private final CustomKinds custom;

  private Schemas(Kinds kinds, CustomKinds custom) {
    this.kinds = kinds;
    this.custom = custom;
  }

  /** The versions whose schemas are at hand, ascending. */
  public static List<KubernetesVersion> known() {
    return SchemaLines.all().versions();
  }

  /** The schemas of a version; of one that is not known those of the nearest known one. */
  public static Schemas of(KubernetesVersion version) {
    KubernetesVersion nearest =
        known().stream()
            .min(Comparator.comparingInt(known -> distance(known, version)))
            .orElseThrow();
    return new Schemas(LOADED.computeIfAbsent(nearest, Kinds::new), CustomKinds.NONE);
  }

  private static int distance(KubernetesVersion one, KubernetesVersion other) {
    int major = Math.abs(one.major() - other.major());
    return major * 10_000 + Math.abs(one.minor() - other.minor());
  }

  /** The version whose schemas these are: another than the one asked for where that is unknown. */
  public KubernetesVersion version() {
    return kinds.version();
  }

  /**
   * These schemas and those of custom resources.
   *
   * @param customResourceDefinitions objects of {@code apiextensions.k8s.io/v1}; what is no such
   *     object is passed over
   */
  public Schemas with(List<Map<String, Object>> customResourceDefinitions) {
    return new Schemas(kinds, custom.and(customResourceDefinitions, kinds.definitions()));
  }

  /** Whether the schema of a kind is at hand. */
  public boolean knows(String apiVersion, String kind) {
    return find(apiVersion, kind).isPresent();
  }

  /** Whether objects of a kind live in namespaces; empty when the kind is not known. */
  public Optional<Boolean> namespaced(String apiVersion, String kind) {
    return find(apiVersion, kind).map(Kind::namespaced);
  }

  /** What may stand at a field of a kind's objects; empty where there is no such field. */
  public Optional<Shape> field(String apiVersion, String kind, FieldPath path) {
    return find(apiVersion, kind).flatMap(known -> known.shape().get().at(path));
  }

  private Optional<Kind> find(String apiVersion, String kind) {
    return kinds.find(apiVersion, kind).or(() -> custom.find(apiVersion, kind));
  }

  /** Everything that is wrong with an object by itself, in the order of its fields. */
  public List<Finding> check(Manifest manifest) {
    Found found = new Found(manifest);
    Field root = new Field(FieldPath.ROOT, manifest.content());
    new KindCheck(found, kinds, custom).check();
    find(manifest.ref().apiVersion(), manifest.ref().kind())
        .ifPresent(kind -> checkStructure(found, kind.shape().get()));
    new ObjectChecks(new ValueCheck(found), version()).check(root, manifest.ref());
    return found.list();
  }

  private static void checkStructure(Found found, Shape shape) {
    Object completed = Defaults.completed(found.manifest().content(), shape);
    new StructureCheck(found, false).check(new Field(FieldPath.ROOT, completed), shape);
  }
}
