package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Definition;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.OwnedFields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object is already as applying a manifest would make it: we own exactly the fields that
 * would be sent, and they have these values. Where that cannot be told for sure the answer is no,
 * since applying what is already so changes nothing.
 *
 * <p>The fields that we own are those of our entry in {@code metadata.managedFields}. Its format
 * tells no map that is owned as one value from a map that was empty when it was applied, nor such
 * lists; {@link MergeRules} does.
 */
final class InSync {
  /** What the server leaves out of the fields that are owned (Kubernetes 1.34, stripmeta.go). */
  private static final Set<String> UNOWNED = Set.of("name", "namespace", "creationTimestamp");

  /** Who sends one of these means one state of the object, and the server is to see it. */
  private static final Set<String> OF_ONE_STATE =
      Set.of("uid", "resourceVersion", "generation", "selfLink", "deletionTimestamp");

  private static final Set<String> IDENTITY =
      Set.of(
          "apiVersion",
          "kind",
          "metadata",
          "name",
          "namespace",
          "uid",
          "resourceVersion",
          "creationTimestamp");

  private final MergeRules rules;

  private InSync(MergeRules rules) {
    this.rules = rules;
  }

  /**
   * Whether applying would change nothing.
   *
   * @param sent what would be sent
   * @param live the object as it lives
   */
  static boolean is(Manifest sent, LiveObject live) {
    ObjectRef ref = sent.ref();
    Optional<LiveObject> entry = OwnedFields.entry(live);
    boolean otherVersion =
        entry.filter(one -> !one.text("apiVersion").equals(ref.apiVersion())).isPresent();
    if (otherVersion || (entry.isEmpty() && isUntold(live)) || isUnsettled(ref, live)) {
      return false;
    }
    boolean builtIn = BuiltInKinds.find(ref.apiVersion(), ref.kind()).isPresent();
    Map<?, ?> owned = entry.map(one -> one.object("fieldsV1").content()).orElse(Map.of());
    return new InSync(builtIn ? MergeRules.builtIn(ref.kind()) : MergeRules.CUSTOM)
        .object(sent.content(), owned, live.content());
  }

  /**
   * Whether the first server-side apply would write down that nobody knows who owned the fields
   * before. An object of a name alone has no fields, and no entry for them.
   */
  private static boolean isUntold(LiveObject live) {
    return live.objects("metadata", "managedFields").isEmpty()
        && !(IDENTITY.containsAll(live.content().keySet())
            && IDENTITY.containsAll(live.object("metadata").content().keySet()));
  }

  private static boolean isUnsettled(ObjectRef ref, LiveObject live) {
    return live.value("metadata", "deletionTimestamp").isPresent()
        || (Definition.is(ref) && !new Definition(live).established());
  }

  private boolean object(Map<String, Object> sent, Map<?, ?> owned, Map<String, Object> live) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(sent);
    fields.remove("apiVersion");
    fields.remove("kind");
    if (fields.get("metadata") instanceof Map<?, ?> metadata) {
      if (metadata.keySet().stream().anyMatch(OF_ONE_STATE::contains)
          || metadata.get("creationTimestamp") != null) {
        return false;
      }
      Map<Object, @Nullable Object> named = new LinkedHashMap<>(metadata);
      named.keySet().removeAll(UNOWNED);
      fields.put("metadata", named);
      if (named.isEmpty()) {
        fields.remove("metadata");
      }
    }
    return map("", fields, owned, live);
  }

  private boolean value(
      String name, @Nullable Object sent, Map<?, ?> owned, @Nullable Object live) {
    if (owned.isEmpty()) {
      return leaf(name, sent, live);
    }
    if (sent instanceof Map<?, ?> map && live instanceof Map<?, ?> there) {
      return map(name, map, owned, there);
    }
    return sent instanceof List<?> list
        && live instanceof List<?> there
        && list(name, list, owned, there);
  }

  private boolean map(String parent, Map<?, ?> sent, Map<?, ?> owned, Map<?, ?> live) {
    Set<Object> expected = new HashSet<>(owned.keySet());
    expected.remove(".");
    for (Map.Entry<?, ?> field : sent.entrySet()) {
      String name = (String) field.getKey();
      Object there = live.get(name);
      if (!(owned.get("f:" + name) instanceof Map<?, ?> below)) {
        if (!ownsNothing(name, field.getValue(), there)) {
          return false;
        }
        continue;
      }
      expected.remove("f:" + name);
      boolean amount = below.isEmpty() && rules.isAmount(parent, name);
      if (!value(name, field.getValue(), below, there)
          && !(amount && Quantities.same(field.getValue(), there))) {
        return false;
      }
    }
    return expected.isEmpty();
  }

  /** An empty list that is merged item by item has nothing to own. */
  private boolean ownsNothing(String name, @Nullable Object sent, @Nullable Object live) {
    return sent instanceof List<?> list
        && list.isEmpty()
        && live == null
        && rules.isMergedList(name);
  }

  /** A field that is owned as one value, or that was empty when we applied it. */
  private boolean leaf(String name, @Nullable Object sent, @Nullable Object live) {
    if (live == null) {
      return Values.isZero(sent) && !(sent instanceof List) && !(sent instanceof Map);
    }
    if (sent instanceof Map<?, ?> map && map.isEmpty()) {
      return Values.same(sent, live) || (live instanceof Map && rules.isMergedMap(name));
    }
    boolean mayBeMerged =
        (sent instanceof Map && !rules.isWholeMap(name))
            || (sent instanceof List && rules.isMergedList(name));
    return !mayBeMerged && Values.same(rules.completed(name, sent), live);
  }

  /** A list whose items are owned one by one, by their keys or as members of a set. */
  private boolean list(String name, List<?> sent, Map<?, ?> owned, List<?> live) {
    OwnedItems items = new OwnedItems(owned);
    if (sent.size() != owned.size() || !items.areAllKnown()) {
      return false;
    }
    int after = -1;
    Set<Object> met = new HashSet<>();
    for (Object item : sent) {
      Optional<OwnedItems.Item> same = items.of(item).filter(found -> met.add(found.key()));
      int place = same.map(found -> found.placeIn(live)).orElse(-1);
      if (place <= after || !item(name, item, same.orElseThrow(), live.get(place))) {
        return false;
      }
      after = place;
    }
    return true;
  }

  private boolean item(
      String list, @Nullable Object sent, OwnedItems.Item owned, @Nullable Object live) {
    if (owned.fields().isEmpty()) {
      return !(sent instanceof Map && !rules.hasWholeItems(list)) && Values.same(sent, live);
    }
    return owned.fields().containsKey(".")
        && sent instanceof Map<?, ?> map
        && live instanceof Map<?, ?> there
        && map(list, map, owned.fields(), there);
  }
}
