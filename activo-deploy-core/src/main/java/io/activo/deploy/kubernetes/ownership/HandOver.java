package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who owns what after the hand-over that comes before an apply. What another tool applied becomes
 * ours, so that what the manifest lacks of it goes away; as client-go's {@code csaupgrade} does it
 * for {@code kubectl apply}. What was applied as {@code stringData} of a Secret becomes {@code
 * data}: {@link SecretData}. And the number of pods, if it is ours alone and an autoscaler shall
 * decide it, is given to {@link #SCALING}: else the server would reset it to 1 when we apply it no
 * longer.
 *
 * @param managers the managers then
 * @param moved the fields that become ours
 * @param from the tools from which the object is taken over
 * @param needed whether the managers are others than before
 */
record HandOver(List<Manager> managers, FieldSet moved, List<Tool> from, boolean needed) {
  /** Keeps the number of pods until the autoscaler writes it for the first time. */
  static final String SCALING = Cluster.FIELD_MANAGER + "-scaling";

  /** A tool that an object is taken over from without asking. */
  enum Tool {
    KUBECTL_APPLY,
    HELM;

    /** The tool that a manager is; kubectl 1.18, Helm 3 and Helm 4 and newer. */
    static Optional<Tool> of(Manager manager) {
      if (manager.isUsing("kubectl-client-side-apply", "Update")) {
        return Optional.of(KUBECTL_APPLY);
      }
      boolean helm = manager.isUsing("helm", "Update") || manager.isUsing("helm", "Apply");
      return helm ? Optional.of(HELM) : Optional.empty();
    }
  }

  /** The hand-over that an object needs. */
  static HandOver of(LiveObject live, Map<String, Object> manifest, Choices choices) {
    List<Manager> kept = new ArrayList<>();
    List<Tool> from = new ArrayList<>();
    FieldSet moved = FieldSet.NONE;
    for (Manager manager : Manager.of(live)) {
      Optional<Predicate<ManagedField>> taken = taken(manager, live.ref(), manifest, choices);
      FieldSet taking = taken.map(manager.fields()::only).orElse(FieldSet.NONE);
      if (taking.isEmpty()) {
        kept.add(manager);
        continue;
      }
      moved = moved.with(SecretData.kept(live.ref(), taking));
      Tool.of(manager).filter(tool -> !from.contains(tool)).ifPresent(from::add);
      FieldSet left = manager.fields().only(taken.orElseThrow().negate());
      if (!left.isEmpty()) {
        kept.add(manager.with(left));
      }
    }
    return new HandOver(kept, moved, from, !moved.isEmpty()).ours(live).scaling(choices);
  }

  /** Which fields are taken from a manager; empty where none can be, as from most. */
  private static Optional<Predicate<ManagedField>> taken(
      Manager manager, ObjectRef ref, Map<String, Object> manifest, Choices choices) {
    if (manager.isUs()) {
      return SecretData.isSecret(ref)
          ? Optional.of(field -> SecretData.isWritten(ref, field))
          : Optional.empty();
    }
    if (manager.name().equals(SCALING)) {
      return Optional.of(field -> !choices.leave(field) && field.in(manifest).isPresent());
    }
    return Tool.of(manager).map(tool -> field -> !choices.leave(field));
  }

  /** What was moved, in our entry; one that was not there is made of the other's. */
  private HandOver ours(LiveObject live) {
    if (moved.isEmpty()) {
      return this;
    }
    List<Manager> changed = new ArrayList<>(managers);
    Optional<Manager> us = managers.stream().filter(Manager::isUs).findFirst();
    us.ifPresent(changed::remove);
    Manager entry =
        us.orElseGet(
            () ->
                Manager.of(live).stream()
                    .filter(one -> !managers.contains(one))
                    .findFirst()
                    .orElseThrow()
                    .as(Cluster.FIELD_MANAGER, "Apply")
                    .with(FieldSet.NONE));
    changed.add(entry.with(entry.fields().with(moved)));
    return new HandOver(changed, moved, from, true);
  }

  private HandOver scaling(Choices choices) {
    Optional<Manager> us = managers.stream().filter(Manager::isUs).findFirst();
    if (!choices.scaled() || !ownedByUsAlone(Autoscaling.REPLICAS)) {
      return this;
    }
    Manager entry = us.orElseThrow();
    List<Manager> changed = new ArrayList<>(managers);
    changed.remove(entry);
    changed.add(entry.with(entry.fields().only(field -> !field.equals(Autoscaling.REPLICAS))));
    changed.add(entry.as(SCALING, "Update").with(FieldSet.of(Autoscaling.REPLICAS)));
    return new HandOver(changed, moved, from, true);
  }

  private boolean ownedByUsAlone(ManagedField field) {
    List<Manager> owners = managers.stream().filter(one -> one.fields().has(field)).toList();
    return owners.size() == 1 && owners.get(0).isUs();
  }

  /** The object's {@code managedFields} then. */
  List<Object> entries() {
    return managers.stream().<Object>map(manager -> manager.entry().content()).toList();
  }

  /** Whether the number of pods is an autoscaler's from now on. */
  boolean givesUpReplicas(LiveObject live) {
    return managers.stream().anyMatch(HandOver::scales)
        && Manager.of(live).stream().noneMatch(HandOver::scales);
  }

  private static boolean scales(Manager manager) {
    return manager.name().equals(SCALING);
  }

  /** What will go away: what is taken over, nobody else owns and the manifest lacks. */
  FieldSet stale(Map<String, Object> manifest) {
    return moved.only(
        field ->
            field.in(manifest).isEmpty()
                && managers.stream().noneMatch(one -> !one.isUs() && one.fields().has(field)));
  }

  /** What the reader should know of it. */
  List<String> remarks(LiveObject live) {
    return from.stream().map(tool -> remark(tool, live)).toList();
  }

  private static String remark(Tool tool, LiveObject live) {
    if (tool == Tool.KUBECTL_APPLY) {
      return "taken over from kubectl apply: what it applied and the manifest lacks is removed;"
          + " apply the object with one tool only from now on";
    }
    String release = live.text("metadata", "annotations", "meta.helm.sh/release-name");
    String namespace = live.text("metadata", "annotations", "meta.helm.sh/release-namespace");
    return "taken over from Helm"
        + (release.isEmpty() ? "" : " release " + release)
        + ": what it applied and the manifest lacks is removed; `helm uninstall` of Helm 3 would"
        + " now delete the object, so make Helm forget the release instead: kubectl delete secret"
        + (namespace.isEmpty() ? "" : " -n " + namespace)
        + " -l owner=helm,name="
        + (release.isEmpty() ? "RELEASE" : release);
  }
}
