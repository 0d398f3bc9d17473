package io.activo.deploy.rehearsal;

import io.activo.deploy.kubernetes.FieldConflict;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One object of the rehearsal, and who owns which of its fields. */
final class RehearsedObject {
  private static final Set<String> IDENTITY =
      Set.of(".apiVersion", ".kind", ".metadata.name", ".metadata.namespace");

  private static final List<String> SERVER =
      List.of(
          ".metadata.resourceVersion",
          ".metadata.uid",
          ".metadata.creationTimestamp",
          ".metadata.generation",
          ".metadata.managedFields");

  /** An item is found by its keys, so they have to be there until the rest of it is removed. */
  private static final Comparator<FieldPath> ITEM_KEYS_LAST =
      Comparator.comparing(FieldPath::isItemKey)
          .thenComparing(path -> path.steps().size(), Comparator.reverseOrder());

  private final ObjectRef ref;
  private final FieldTree fields = new FieldTree(new LinkedHashMap<>());
  private final Map<String, Set<FieldPath>> owners = new LinkedHashMap<>();

  RehearsedObject(ObjectRef ref) {
    this.ref = ref;
  }

  /**
   * Server-side apply (KEP-555): fields that this manager applied before, applies no longer and
   * owns alone go away. Whoever calls has looked for {@link #conflicts}.
   *
   * @return whether a field changed
   */
  boolean apply(Map<String, Object> manifest, String manager) {
    Map<FieldPath, Object> wanted = wanted(manifest);
    Map<FieldPath, Object> before = fields.leaves();
    Set<FieldPath> dropped = new LinkedHashSet<>(owners.getOrDefault(manager, Set.of()));
    dropped.removeAll(wanted.keySet());
    dropped.retainAll(before.keySet());
    owners.put(manager, owned(wanted));
    owners.values().forEach(dropped::removeAll);
    dropped.stream().sorted(ITEM_KEYS_LAST).forEach(fields::remove);
    wanted.forEach(fields::set);
    return !before.equals(fields.leaves());
  }

  /**
   * Writes fields as their only manager, whoever owned them; what the manager wrote before stays.
   *
   * @return whether a field changed
   */
  boolean force(Map<String, Object> content, String manager) {
    Map<FieldPath, Object> wanted = wanted(content);
    Map<FieldPath, Object> before = fields.leaves();
    owners.values().forEach(paths -> paths.removeAll(wanted.keySet()));
    owners.computeIfAbsent(manager, name -> new LinkedHashSet<>()).addAll(owned(wanted));
    wanted.forEach(fields::set);
    return !before.equals(fields.leaves());
  }

  private static Map<FieldPath, Object> wanted(Map<String, Object> content) {
    Map<FieldPath, Object> leaves = FieldTree.copyOf(content).leaves();
    leaves.keySet().removeIf(path -> isTheServers(path.toString()));
    return leaves;
  }

  private static boolean isTheServers(String path) {
    return path.startsWith(".status") || SERVER.stream().anyMatch(path::startsWith);
  }

  private static Set<FieldPath> owned(Map<FieldPath, Object> wanted) {
    Set<FieldPath> paths = new LinkedHashSet<>(wanted.keySet());
    paths.removeIf(path -> IDENTITY.contains(path.toString()));
    return paths;
  }

  /** The fields that other managers own with other values, and their managers. */
  List<FieldConflict> conflicts(Map<String, Object> manifest, String manager) {
    return conflictsOf(wanted(manifest), manager);
  }

  private List<FieldConflict> conflictsOf(Map<FieldPath, Object> wanted, String manager) {
    Map<FieldPath, Object> live = fields.leaves();
    List<FieldConflict> conflicts = new ArrayList<>();
    owners.forEach(
        (owner, paths) -> {
          if (!owner.equals(manager)) {
            wanted.forEach(
                (path, value) -> {
                  if (paths.contains(path) && !holds(live, path, value)) {
                    conflicts.add(new FieldConflict(path.toString(), owner));
                  }
                });
          }
        });
    return conflicts;
  }

  /** Takes a field from its manager. */
  void giveUp(FieldConflict conflict) {
    owners
        .getOrDefault(conflict.manager(), new LinkedHashSet<>())
        .removeIf(path -> path.toString().equals(conflict.field()));
  }

  /** An empty map holds where there is a map, whatever others have put into it. */
  private static boolean holds(Map<FieldPath, Object> live, FieldPath path, Object value) {
    return value instanceof Map || value.equals(live.get(path));
  }

  /** The managers, and the paths of the fields that each owns. */
  Map<String, List<String>> owners() {
    Map<String, List<String>> paths = new TreeMap<>();
    owners.forEach(
        (owner, owned) -> paths.put(owner, owned.stream().map(FieldPath::toString).toList()));
    return paths;
  }

  ObjectRef ref() {
    return ref;
  }

  /** The object itself, to be changed as the server changes it: owned by nobody. */
  Map<String, Object> content() {
    return fields.content();
  }

  /** A copy of the object. */
  LiveObject live() {
    return new LiveObject(FieldTree.copyOf(fields.content()).content());
  }
}
