package io.activo.deploy.kubernetes.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows a suffix; in each text {@code !} stands where a name gets it. */
class ReferencesTest {

  @Test
  void podsFollowEverywhere() {
    assertFollow(
        """
        {apiVersion: v1, kind: Secret, metadata: {name: keys!}}
        ---
        {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high!}}
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: web!},
         secrets: [{name: keys!}, {name: others}], imagePullSecrets: [{name: keys!}]}
        ---
        apiVersion: v1
        kind: ReplicationController
        metadata: {name: keys!}
        spec:
          template:
            spec:
              serviceAccountName: web!
              serviceAccount: web!
              priorityClassName: high!
              ephemeralContainers: [{name: keys, envFrom: [{secretRef: {name: keys!}}]}]
              volumes:
              - {azureFile: {secretName: keys!, shareName: keys}}
              - {csi: {driver: keys, nodePublishSecretRef: {name: keys!}}}
              - {iscsi: {secretRef: {name: keys!}}}
              - {secret: {secretName: keys!, optional: true}}
        """);
  }

  @Test
  void clusterWideObjectsFollowTheNamespaceThatTheyName() {
    assertFollow(
        """
        {apiVersion: v1, kind: Secret, metadata: {name: keys!, namespace: shop}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: hook!, namespace: shop}}
        ---
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast!},
         parameters: {secretName: keys!, secretNamespace: shop}}
        ---
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: slow!},
         parameters: {secretName: keys, secretNamespace: other}}
        ---
        {apiVersion: v1, kind: PersistentVolume, metadata: {name: disk!}, spec: {
         storageClassName: fast!, csi: {nodeStageSecretRef: {name: keys!, namespace: shop},
         controllerPublishSecretRef: {name: keys, namespace: other}}}}
        ---
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data!, namespace: other},
         spec: {volumeName: disk!, storageClassName: fast!}}
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: hook!}
        webhooks:
        - {name: hook, clientConfig: {service: {name: hook!, namespace: shop}}}
        - {name: hook, clientConfig: {service: {name: hook, namespace: other}}}
        ---
        {apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: {name: v1.hook},
         spec: {service: {name: hook!, namespace: shop}}}
        """);
  }

  @Test
  void rolesAndBindingsFollow() {
    assertFollow(
        """
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: web!, namespace: shop}}
        ---
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web!, namespace: shop}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: web!}
        rules:
        - {resources: [deployments/scale], resourceNames: [web!, other]}
        - {resources: [statefulsets], resourceNames: [web]}
        - {nonResourceURLs: [web]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: web!}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: web!}
        subjects:
        - {kind: ServiceAccount, name: web!, namespace: shop}
        - {kind: ServiceAccount, name: web, namespace: other}
        - {kind: User, name: web}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: web!, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
        """);
  }

  @Test
  void scalersAndRoutesFollowTheKindThatTheyName() {
    assertFollow(
        """
        {apiVersion: v1, kind: Service, metadata: {name: web!}}
        ---
        {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: web!}, spec: {serviceName: web!}}
        ---
        {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a!},
         spec: {scaleTargetRef: {kind: StatefulSet, name: web!}}}
        ---
        {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: b!},
         spec: {scaleTargetRef: {kind: Deployment, name: web}}}
        ---
        {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: web!},
         spec: {rules: [{backendRefs: [{name: web!, port: 80}, {kind: Other, name: web},
         {name: web, namespace: other}]}]}}
        ---
        {apiVersion: example.com/v1, kind: Thing, metadata: {name: web!}, spec: {service: web}}
        """);
  }

  private static void assertFollow(String text) {
    String written = "---\n" + text.replace("!", "");
    List<Manifest> made = new Transforming().suffixed("-canary", written).apply().manifests();
    assertEquals(shown(Transforming.read("---\n" + text.replace("!", "-canary"))), shown(made));
  }

  private static String shown(List<Manifest> manifests) {
    return String.join(
        "\n", manifests.stream().map(each -> CanonicalJson.print(each.content())).toList());
  }
}
