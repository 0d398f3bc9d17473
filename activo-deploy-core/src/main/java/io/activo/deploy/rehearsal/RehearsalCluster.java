package io.activo.deploy.rehearsal;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.FieldConflict;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.NoNamespace;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ResourceKind;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cluster in memory. It serves the built-in kinds of Kubernetes 1.34 and the kinds of the
 * CustomResourceDefinitions that were applied, knows who owns which field, and answers conflicts,
 * missing namespaces and unknown kinds as an API server does. Workloads are ready as soon as they
 * are applied, with the status that their controllers would write, and with pods. It checks no
 * schema, sets no defaults, and keeps nothing of immutable fields.
 *
 * <p>May be used by several threads.
 */
public final class RehearsalCluster implements Cluster {
  /** What a rehearsal says of itself. */
  public static final String DESCRIPTION = "rehearsal (in memory, nothing leaves this machine)";

  private static final Set<String> NAMESPACES =
      Set.of("default", "kube-node-lease", "kube-public", "kube-system");

  private final Map<ObjectRef, RehearsedObject> objects = new LinkedHashMap<>();
  private final ServedKinds kinds = new ServedKinds();
  private long changes;

  @Override
  public String describe() {
    return DESCRIPTION;
  }

  @Override
  public synchronized ResourceKind kind(String apiVersion, String kind) {
    return kinds.find(apiVersion, kind);
  }

  @Override
  public synchronized ApplyAnswer apply(Manifest manifest, ApplyMode mode) {
    Optional<RehearsedObject> known = Optional.ofNullable(objects.get(key(manifest.ref())));
    List<FieldConflict> conflicts =
        known
            .map(object -> object.conflicts(manifest.content(), Cluster.FIELD_MANAGER))
            .orElse(List.of());
    if (!conflicts.isEmpty() && !mode.force()) {
      return new ApplyAnswer.Conflicted(conflicts, conflict(manifest, conflicts));
    }
    if (!mode.dryRun()) {
      conflicts.forEach(conflict -> known.orElseThrow().giveUp(conflict));
      write(manifest.ref(), object -> object.apply(manifest.content(), Cluster.FIELD_MANAGER));
      return accepted(get(manifest.ref()).orElseThrow(), known.isEmpty());
    }
    return accepted(new LiveObject(manifest.content()), known.isEmpty());
  }

  private static ApplyAnswer accepted(LiveObject object, boolean created) {
    return new ApplyAnswer.Accepted(object, created, false, List.of());
  }

  private static Problem conflict(Manifest manifest, List<FieldConflict> conflicts) {
    String using = "\" using " + manifest.ref().apiVersion() + ": ";
    List<String> said =
        conflicts.stream()
            .map(one -> "conflict with \"" + one.manager() + using + one.field())
            .toList();
    String count = said.size() == 1 ? "1 conflict" : said.size() + " conflicts";
    return Problem.of(
            "Apply failed with " + count + ": " + said.get(0),
            manifest.place(),
            "remove the field from the manifest, or let its manager give it up")
        .withDetail(said);
  }

  @Override
  public Optional<KubernetesVersion> version() {
    return Optional.empty();
  }

  @Override
  public synchronized boolean delete(ObjectRef ref, String uid) {
    return objects.remove(key(ref)) != null;
  }

  /** Who owns what is not told by a rehearsal, so there is nothing to replace. */
  @Override
  public LiveObject replaceManagers(LiveObject live, List<Object> managedFields) {
    return live;
  }

  /**
   * Puts an object, or fields of one, into the cluster as another manager: as if {@code kubectl}, a
   * controller or a person had written them, whoever owned them.
   *
   * @param content the object as JSON values, with its namespace if its kind has them
   */
  public synchronized Applied seed(Map<String, Object> content, String manager) {
    return write(new LiveObject(content).ref(), object -> object.force(content, manager));
  }

  /** Makes a namespace be there, as the real cluster is expected to have it. */
  public void seedNamespace(String name) {
    seed(
        Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)),
        "kubectl-create");
  }

  private interface Write {
    boolean to(RehearsedObject object);
  }

  private Applied write(ObjectRef name, Write write) {
    ResourceKind kind = kinds.find(name.apiVersion(), name.kind());
    ObjectRef ref = kind.namespaced() ? name : name.in("");
    refuseMissingNamespace(kind, ref);
    RehearsedObject known = objects.get(key(ref));
    RehearsedObject object = known == null ? new RehearsedObject(ref) : known;
    Object spec = withoutMetadata(object.live());
    boolean changed = write.to(object);
    objects.put(key(ref), object);
    if (changed) {
      Controllers.react(object, !withoutMetadata(object.live()).equals(spec), ++changes);
      kinds.add(object.live());
    }
    return new Applied(
        ref,
        known == null
            ? Applied.Change.CREATED
            : changed ? Applied.Change.CHANGED : Applied.Change.UNCHANGED);
  }

  private static Map<String, Object> withoutMetadata(LiveObject object) {
    Map<String, Object> rest = new LinkedHashMap<>(object.content());
    rest.remove("metadata");
    rest.remove("status");
    return rest;
  }

  private void refuseMissingNamespace(ResourceKind kind, ObjectRef ref) {
    if (!kind.namespaced() || NAMESPACES.contains(ref.namespace())) {
      return;
    }
    if (ref.namespace().isEmpty()) {
      throw new DeployException(
          Problem.of(
              "an empty namespace may not be set when a resource name is provided",
              Place.of(ref.toString()),
              "give the object a namespace"));
    }
    if (!objects.containsKey(key(new ObjectRef("v1", "Namespace", "", ref.namespace())))) {
      throw new NoNamespace(
          Problem.of(
              "namespaces \"" + ref.namespace() + "\" not found",
              Place.of(ref.toString()),
              "apply the namespace before, or let it be created"));
    }
  }

  /** Objects are the same in every version of their group. */
  private static ObjectRef key(ObjectRef ref) {
    return new ObjectRef(ref.group(), ref.kind(), ref.namespace(), ref.name());
  }

  @Override
  public synchronized Optional<LiveObject> get(ObjectRef ref) {
    if (ref.kind().equals("Namespace") && NAMESPACES.contains(ref.name())) {
      return Optional.of(Controllers.namespace(ref.name()));
    }
    ResourceKind kind = kinds.find(ref.apiVersion(), ref.kind());
    RehearsedObject object = objects.get(key(kind.namespaced() ? ref : ref.in("")));
    return object != null
        ? Optional.of(object.live())
        : everything().filter(live -> key(live.ref()).equals(key(ref))).findFirst();
  }

  @Override
  public synchronized List<LiveObject> list(
      String apiVersion, String kind, String namespace, Map<String, String> labels) {
    kinds.find(apiVersion, kind);
    String group = new ObjectRef(apiVersion, kind, "", "").group();
    return everything()
        .filter(live -> live.ref().group().equals(group) && live.ref().kind().equals(kind))
        .filter(live -> namespace.isEmpty() || live.ref().namespace().equals(namespace))
        .filter(live -> carries(live, labels))
        .toList();
  }

  private static boolean carries(LiveObject live, Map<String, String> labels) {
    Map<String, Object> own = live.object("metadata", "labels").content();
    return own.entrySet().containsAll(labels.entrySet());
  }

  /** What was applied, and what the controllers made of it. */
  private Stream<LiveObject> everything() {
    return objects().stream()
        .flatMap(live -> Stream.concat(Stream.of(live), RehearsedPods.of(live).stream()));
  }

  /** Every object that was applied or seeded, as it lives, in the order of creation. */
  public synchronized List<LiveObject> objects() {
    return objects.values().stream().map(RehearsedObject::live).toList();
  }

  /** The managers of an object, and the paths of the fields that each owns. */
  public synchronized Map<String, List<String>> owners(ObjectRef ref) {
    return Optional.ofNullable(objects.get(key(ref))).map(RehearsedObject::owners).orElse(Map.of());
  }

  /** Nothing: no container runs in a rehearsal. */
  @Override
  public List<String> log(
      String namespace, String pod, String container, boolean previous, int lines) {
    return List.of();
  }

  @Override
  public void close() {
    // nothing is held open
  }
}
