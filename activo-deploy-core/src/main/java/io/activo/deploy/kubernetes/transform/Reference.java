package io.activo.deploy.kubernetes.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field that holds the name of another object.
 *
 * @param target the {@code group/kind} that it names
 * @param path to the map that holds the field
 * @param field the key within that map
 */
record Reference(String target, List<String> path, String field) {
  static final String CONFIG_MAP = "/ConfigMap";
  static final String SECRET = "/Secret";

  /**
   * In pod specifications; {@code *} is each list of containers. As kustomize 5.7.1 has them
   * ({@code builtinpluginconsts/namereference.go}), and also containers for debugging, the older
   * name of the service account, and the Secrets of the volume types that Kubernetes 1.34 has.
   */
  private static final List<Reference> IN_PODS =
      read(
          """
          /ConfigMap volumes configMap name
          /ConfigMap volumes projected sources configMap name
          /ConfigMap * env valueFrom configMapKeyRef name
          /ConfigMap * envFrom configMapRef name
          /Secret volumes secret secretName
          /Secret volumes projected sources secret name
          /Secret * env valueFrom secretKeyRef name
          /Secret * envFrom secretRef name
          /Secret imagePullSecrets name
          /Secret volumes azureFile secretName
          /Secret volumes csi nodePublishSecretRef name
          /Secret volumes cephfs secretRef name
          /Secret volumes cinder secretRef name
          /Secret volumes flexVolume secretRef name
          /Secret volumes iscsi secretRef name
          /Secret volumes rbd secretRef name
          /Secret volumes scaleIO secretRef name
          /Secret volumes storageos secretRef name
          /ServiceAccount serviceAccountName
          /ServiceAccount serviceAccount
          /PersistentVolumeClaim volumes persistentVolumeClaim claimName
          scheduling.k8s.io/PriorityClass priorityClassName
          """);

  /** In objects of other kinds, by the {@code group/kind} that refers; the same source. */
  private static final Map<String, List<Reference>> ELSEWHERE =
      Map.ofEntries(
          Map.entry(
              "networking.k8s.io/Ingress",
              read(
                  """
                  /ConfigMap metadata annotations \
                  nginx.ingress.kubernetes.io/fastcgi-params-configmap
                  /Secret metadata annotations ingress.kubernetes.io/auth-secret
                  /Secret metadata annotations nginx.ingress.kubernetes.io/auth-secret
                  /Secret metadata annotations nginx.ingress.kubernetes.io/auth-tls-secret
                  /Secret spec tls secretName
                  /Service spec rules http paths backend service name
                  /Service spec rules http paths backend serviceName
                  /Service spec defaultBackend service name
                  /Service spec backend serviceName
                  networking.k8s.io/IngressClass spec ingressClassName
                  """)),
          Map.entry(
              "autoscaling/HorizontalPodAutoscaler",
              read(
                  """
                  apps/Deployment spec scaleTargetRef name
                  apps/StatefulSet spec scaleTargetRef name
                  apps/ReplicaSet spec scaleTargetRef name
                  /ReplicationController spec scaleTargetRef name
                  """)),
          Map.entry(
              "apps/StatefulSet",
              read(
                  """
                  /Service spec serviceName
                  storage.k8s.io/StorageClass spec volumeClaimTemplates spec storageClassName
                  """)),
          Map.entry(
              "/ServiceAccount",
              read(
                  """
                  /Secret imagePullSecrets name
                  /Secret secrets name
                  """)),
          Map.entry("/Node", read("/ConfigMap spec configSource configMap name")),
          Map.entry(
              "/PersistentVolumeClaim",
              read(
                  """
                  /PersistentVolume spec volumeName
                  storage.k8s.io/StorageClass spec storageClassName
                  """)),
          Map.entry(
              "/PersistentVolume",
              read(
                  """
                  /Secret spec azureFile secretName
                  /Secret spec csi controllerPublishSecretRef name
                  /Secret spec csi nodePublishSecretRef name
                  /Secret spec csi nodeStageSecretRef name
                  /Secret spec csi controllerExpandSecretRef name
                  /Secret spec csi nodeExpandSecretRef name
                  /Secret spec cephfs secretRef name
                  /Secret spec cinder secretRef name
                  /Secret spec flexVolume secretRef name
                  /Secret spec iscsi secretRef name
                  /Secret spec rbd secretRef name
                  storage.k8s.io/StorageClass spec storageClassName
                  """)),
          Map.entry(
              "storage.k8s.io/StorageClass",
              read(
                  """
                  /Secret parameters secretName
                  /Secret parameters adminSecretName
                  /Secret parameters userSecretName
                  /Secret parameters secretRef
                  """)),
          Map.entry(
              "rbac.authorization.k8s.io/RoleBinding",
              read(
                  """
                  rbac.authorization.k8s.io/Role roleRef name
                  rbac.authorization.k8s.io/ClusterRole roleRef name
                  /ServiceAccount subjects name
                  """)),
          Map.entry(
              "rbac.authorization.k8s.io/ClusterRoleBinding",
              read(
                  """
                  rbac.authorization.k8s.io/ClusterRole roleRef name
                  /ServiceAccount subjects name
                  """)),
          Map.entry("apiregistration.k8s.io/APIService", read("/Service spec service name")),
          Map.entry(
              "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
              read("/Service webhooks clientConfig service name")),
          Map.entry(
              "admissionregistration.k8s.io/MutatingWebhookConfiguration",
              read("/Service webhooks clientConfig service name")),
          Map.entry(
              "gateway.networking.k8s.io/HTTPRoute", read("/Service spec rules backendRefs name")));

  /** The references within pod specifications, below the specification. */
  static List<Reference> inPods() {
    return IN_PODS;
  }

  /** The references that objects of a {@code group/kind} hold outside pod specifications. */
  static List<Reference> outsidePods(String kind) {
    return ELSEWHERE.getOrDefault(kind, List.of());
  }

  /** The same field below a path. */
  Reference below(List<String> parent) {
    return new Reference(target, PodFields.then(parent, path.toArray(String[]::new)), field);
  }

  /** Whether it names the credentials by which images are pulled. */
  boolean isForPulling() {
    return path.contains("imagePullSecrets");
  }

  /** The kind alone, without its group. */
  String targetKind() {
    return target.substring(target.indexOf('/') + 1);
  }

  /**
   * Whether a map that holds the field means the target's kind: most say no kind; a map that says
   * one may mean another.
   */
  boolean isMeantBy(Map<String, Object> holder) {
    Optional<String> kind = field.equals("name") ? Fields.text(holder, "kind") : Optional.empty();
    return path.isEmpty() || kind.isEmpty() || kind.get().equals(targetKind());
  }

  private static List<Reference> read(String table) {
    return table.lines().flatMap(line -> read(Arrays.asList(line.split(" ")))).toList();
  }

  private static Stream<Reference> read(List<String> words) {
    List<String> path = words.subList(1, words.size() - 1);
    String field = words.get(words.size() - 1);
    boolean inContainers = !path.isEmpty() && path.get(0).equals("*");
    Stream<List<String>> paths =
        inContainers
            ? PodFields.CONTAINERS.stream()
                .map(list -> Stream.concat(Stream.of(list), path.stream().skip(1)).toList())
            : Stream.of(path);
    return paths.map(each -> new Reference(words.get(0), each, field));
  }
}
