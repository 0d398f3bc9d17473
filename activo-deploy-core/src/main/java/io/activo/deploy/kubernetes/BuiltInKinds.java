package io.activo.deploy.kubernetes;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds that Kubernetes 1.34 serves by itself and that can be applied, in the versions that it
 * serves by default.
 */
public final class BuiltInKinds {

  /** API version, then {@code Kind:plural}; {@code *} marks a kind of the whole cluster. */
  private static final String TABLE =
      """
      v1 ConfigMap:configmaps Endpoints:endpoints Event:events LimitRange:limitranges \
      Namespace:namespaces* Node:nodes* PersistentVolume:persistentvolumes* \
      PersistentVolumeClaim:persistentvolumeclaims Pod:pods PodTemplate:podtemplates \
      ReplicationController:replicationcontrollers ResourceQuota:resourcequotas Secret:secrets \
      Service:services ServiceAccount:serviceaccounts
      admissionregistration.k8s.io/v1 \
      MutatingWebhookConfiguration:mutatingwebhookconfigurations* \
      ValidatingAdmissionPolicy:validatingadmissionpolicies* \
      ValidatingAdmissionPolicyBinding:validatingadmissionpolicybindings* \
      ValidatingWebhookConfiguration:validatingwebhookconfigurations*
      apiextensions.k8s.io/v1 CustomResourceDefinition:customresourcedefinitions*
      apiregistration.k8s.io/v1 APIService:apiservices*
      apps/v1 ControllerRevision:controllerrevisions DaemonSet:daemonsets Deployment:deployments \
      ReplicaSet:replicasets StatefulSet:statefulsets
      autoscaling/v1 HorizontalPodAutoscaler:horizontalpodautoscalers
      autoscaling/v2 HorizontalPodAutoscaler:horizontalpodautoscalers
      batch/v1 CronJob:cronjobs Job:jobs
      certificates.k8s.io/v1 CertificateSigningRequest:certificatesigningrequests*
      coordination.k8s.io/v1 Lease:leases
      discovery.k8s.io/v1 EndpointSlice:endpointslices
      events.k8s.io/v1 Event:events
      flowcontrol.apiserver.k8s.io/v1 FlowSchema:flowschemas* \
      PriorityLevelConfiguration:prioritylevelconfigurations*
      networking.k8s.io/v1 IPAddress:ipaddresses* Ingress:ingresses \
      IngressClass:ingressclasses* NetworkPolicy:networkpolicies ServiceCIDR:servicecidrs*
      node.k8s.io/v1 RuntimeClass:runtimeclasses*
      policy/v1 PodDisruptionBudget:poddisruptionbudgets
      rbac.authorization.k8s.io/v1 ClusterRole:clusterroles* \
      ClusterRoleBinding:clusterrolebindings* Role:roles RoleBinding:rolebindings
      resource.k8s.io/v1 DeviceClass:deviceclasses* ResourceClaim:resourceclaims \
      ResourceClaimTemplate:resourceclaimtemplates ResourceSlice:resourceslices*
      scheduling.k8s.io/v1 PriorityClass:priorityclasses*
      storage.k8s.io/v1 CSIDriver:csidrivers* CSINode:csinodes* \
      CSIStorageCapacity:csistoragecapacities StorageClass:storageclasses* \
      VolumeAttachment:volumeattachments* VolumeAttributesClass:volumeattributesclasses*
      """;

  private static final List<ResourceKind> ALL =
      TABLE.lines().flatMap(line -> kinds(List.of(line.split(" +"))).stream()).toList();
  private static final Map<String, ResourceKind> BY_NAME =
      ALL.stream()
          .collect(Collectors.toMap(k -> k.apiVersion() + " " + k.kind(), Function.identity()));

  private BuiltInKinds() {}

  private static List<ResourceKind> kinds(List<String> line) {
    return line.stream().skip(1).map(entry -> kind(line.get(0), entry)).toList();
  }

  private static ResourceKind kind(String apiVersion, String entry) {
    List<String> names = Arrays.asList(entry.split("[:*]"));
    return new ResourceKind(apiVersion, names.get(0), names.get(1), !entry.endsWith("*"));
  }

  /** All of them. */
  public static List<ResourceKind> all() {
    return ALL;
  }

  /** The kind of this name, if Kubernetes serves it by itself. */
  public static Optional<ResourceKind> find(String apiVersion, String kind) {
    return Optional.ofNullable(BY_NAME.get(apiVersion + " " + kind));
  }

  /** Whether objects of a kind live in namespaces; empty when only a cluster can tell. */
  public static Optional<Boolean> namespaced(String apiVersion, String kind) {
    return find(apiVersion, kind).map(ResourceKind::namespaced);
  }

  /** Whether Kubernetes serves kinds of this group by itself. */
  static boolean isBuiltInGroup(String group) {
    return ALL.stream()
        .anyMatch(k -> new ObjectRef(k.apiVersion(), "", "", "").group().equals(group));
  }
}
