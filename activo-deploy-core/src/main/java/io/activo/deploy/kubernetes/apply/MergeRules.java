package io.activo.deploy.kubernetes.apply;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How server-side apply merges the fields of Kubernetes' own kinds, by the names of the fields, as
 * far as it takes them as one value or item by item (OpenAPI of Kubernetes 1.34, {@code
 * x-kubernetes-map-type} and {@code x-kubernetes-list-type}). A name that is used in both ways
 * stands where applying once too often follows from it. Custom kinds may use the names otherwise.
 *
 * @param custom whether it is about a custom kind
 * @param kind the kind, for names that mean different things
 */
record MergeRules(boolean custom, String kind) {
  /** Of kinds that are not Kubernetes' own. */
  static final MergeRules CUSTOM = new MergeRules(true, "");

  private static final Set<String> WHOLE_MAPS =
      Set.of(
          "configMapKeyRef",
          "controllerExpandSecretRef",
          "controllerPublishSecretRef",
          "dataSource",
          "fieldRef",
          "fileKeyRef",
          "involvedObject",
          "labelSelector",
          "matchConstraints",
          "matchResources",
          "namespaceSelector",
          "nodeExpandSecretRef",
          "nodePublishSecretRef",
          "nodeSelector",
          "nodeStageSecretRef",
          "nodeTopology",
          "objectSelector",
          "paramKind",
          "paramRef",
          "podSelector",
          "port",
          "regarding",
          "related",
          "required",
          "requiredDuringSchedulingIgnoredDuringExecution",
          "resource",
          "resourceFieldRef",
          "roleRef",
          "scaleTargetRef",
          "scopeSelector",
          "secretKeyRef",
          "secretRef",
          "selector",
          "target");

  private static final Set<String> MERGED_LISTS =
      Set.of(
          "addresses",
          "claims",
          "conditions",
          "containers",
          "devices",
          "drivers",
          "env",
          "ephemeralContainers",
          "failed",
          "finalizers",
          "hostAliases",
          "imagePullSecrets",
          "initContainers",
          "matchConditions",
          "ownerReferences",
          "podCIDRs",
          "podIPs",
          "ports",
          "reservedFor",
          "resourceClaimStatuses",
          "resourceClaims",
          "schedulingGates",
          "secrets",
          "succeeded",
          "topologySpreadConstraints",
          "validationActions",
          "variables",
          "volumeDevices",
          "volumeLifecycleModes",
          "volumeMounts",
          "volumes",
          "webhooks");

  /** Lists that are merged item by item, where each item is one value. */
  private static final Set<String> WHOLE_ITEMS =
      Set.of("imagePullSecrets", "ownerReferences", "secrets", "variables");

  /** Maps of amounts. */
  private static final Set<String> AMOUNTS =
      Set.of("capacity", "hard", "limits", "overhead", "requests");

  static MergeRules builtIn(String kind) {
    return new MergeRules(false, kind);
  }

  /** Whether a map that is not empty is surely one value. */
  boolean isWholeMap(String name) {
    return !custom && WHOLE_MAPS.contains(name);
  }

  /** Whether a map is surely merged field by field. */
  boolean isMergedMap(String name) {
    return !custom && !WHOLE_MAPS.contains(name);
  }

  /**
   * Whether a list may be merged item by item. Of a custom kind it is taken for one value: else it
   * would have been sent as null, and have got the same items as its default since.
   */
  boolean isMergedList(String name) {
    boolean pullSecrets = kind.equals("ServiceAccount") && name.equals("imagePullSecrets");
    return !custom && MERGED_LISTS.contains(name) && !pullSecrets;
  }

  /** Whether the items of a list that is merged are one value each. */
  boolean hasWholeItems(String name) {
    return !custom && WHOLE_ITEMS.contains(name);
  }

  /** Whether a field is an amount. */
  boolean isAmount(String parent, String name) {
    return !custom
        && (AMOUNTS.contains(parent) || (parent + "." + name).equals("emptyDir.sizeLimit"));
  }

  /** A value that is owned as a whole, with what the server adds to it. */
  @Nullable Object completed(String name, @Nullable Object value) {
    if (!custom && name.equals("fieldRef") && value instanceof Map<?, ?> map) {
      return with(map, "apiVersion", "v1");
    }
    if (!custom && name.equals("subjects") && value instanceof List<?> list) {
      return list.stream().map(MergeRules::subject).toList();
    }
    return value;
  }

  private static @Nullable Object subject(@Nullable Object subject) {
    return subject instanceof Map<?, ?> map && Set.of("User", "Group").contains(map.get("kind"))
        ? with(map, "apiGroup", "rbac.authorization.k8s.io")
        : subject;
  }

  private static Map<?, ?> with(Map<?, ?> map, String key, String value) {
    Map<Object, Object> completed = new LinkedHashMap<>(map);
    completed.putIfAbsent(key, value);
    return completed;
  }
}
