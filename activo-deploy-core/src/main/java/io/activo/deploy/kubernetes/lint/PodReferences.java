package io.activo.deploy.kubernetes.lint;

import java.util.List;
import java.util.stream.Stream;

/** What the pods of a template name; what they may do without ({@code optional}) is left out. */
final class PodReferences {
  private PodReferences() {}

  static Stream<Reference> of(PodTemplate pods) {
    Field spec = pods.spec();
    return Stream.of(
            ofPod(spec),
            spec.items("volumes").stream().flatMap(PodReferences::ofVolume),
            pods.containers().stream().flatMap(container -> ofContainer(container.field())),
            pods.containers().stream()
                .flatMap(container -> container.field().items("volumeMounts").stream())
                .flatMap(mount -> ofMount(mount, spec)))
        .flatMap(references -> references)
        .filter(reference -> reference.at().text().isPresent());
  }

  private static Stream<Reference> ofPod(Field spec) {
    Field account = spec.at("serviceAccountName");
    return Stream.concat(
        Stream.of(
            Reference.to(
                "v1",
                "ServiceAccount",
                account.text().isPresent() ? account : spec.at("serviceAccount")),
            Reference.toWide("scheduling.k8s.io/v1", "PriorityClass", spec.at("priorityClassName")),
            Reference.toWide("node.k8s.io/v1", "RuntimeClass", spec.at("runtimeClassName"))),
        pullSecrets(spec));
  }

  /** The kubelet goes on without one that is not there: an image that needs none is pulled. */
  static Stream<Reference> pullSecrets(Field field) {
    return field.items("imagePullSecrets").stream()
        .map(secret -> Reference.to("v1", "Secret", secret.at("name")).asWarning());
  }

  private static Stream<Reference> ofVolume(Field volume) {
    Stream<Field> sources =
        Stream.concat(Stream.of(volume), volume.items("projected", "sources").stream());
    Stream<Reference> claims =
        Stream.of(
            Reference.to(
                "v1", "PersistentVolumeClaim", volume.at("persistentVolumeClaim", "claimName")),
            Reference.to("v1", "Secret", volume.at("csi", "nodePublishSecretRef", "name")),
            storageClass(volume.at("ephemeral", "volumeClaimTemplate")));
    return Stream.concat(sources.flatMap(PodReferences::ofSource), claims);
  }

  /** A source of a volume, or of a projected one, which calls a Secret's name differently. */
  private static Stream<Reference> ofSource(Field source) {
    Field map = source.at("configMap");
    Field secret = source.at("secret");
    Field secretName = secret.at("secretName");
    return Stream.concat(
        needed(map, Reference.to("v1", "ConfigMap", map.at("name")).withKeys(itemKeys(map))),
        needed(
            secret,
            Reference.to("v1", "Secret", secretName.isWritten() ? secretName : secret.at("name"))
                .withKeys(itemKeys(secret))));
  }

  /** A mount of one key alone; a key has no slash in it. */
  private static Stream<Reference> ofMount(Field mount, Field spec) {
    Field key = mount.at("subPath");
    return spec.items("volumes").stream()
        .filter(volume -> key.text().filter(path -> !path.contains("/")).isPresent())
        .filter(volume -> volume.text("name").equals(mount.text("name")))
        .filter(volume -> itemKeys(volume.at("configMap")).isEmpty())
        .filter(volume -> itemKeys(volume.at("secret")).isEmpty())
        .filter(volume -> !volume.at("projected").isWritten())
        .flatMap(PodReferences::ofSource)
        .map(reference -> reference.withKeys(List.of(key)));
  }

  private static List<Field> itemKeys(Field source) {
    return source.items("items").stream().map(item -> item.at("key")).toList();
  }

  private static Stream<Reference> ofContainer(Field container) {
    Stream<Reference> single =
        container.items("env").stream()
            .map(variable -> variable.at("valueFrom"))
            .flatMap(
                from ->
                    Stream.concat(
                        ofKey("ConfigMap", from.at("configMapKeyRef")),
                        ofKey("Secret", from.at("secretKeyRef"))));
    Stream<Reference> whole =
        container.items("envFrom").stream()
            .flatMap(
                from ->
                    Stream.concat(
                        ofWhole("ConfigMap", from.at("configMapRef")),
                        ofWhole("Secret", from.at("secretRef"))));
    return Stream.concat(single, whole);
  }

  private static Stream<Reference> ofKey(String kind, Field ref) {
    return needed(ref, Reference.to("v1", kind, ref.at("name")).withKeys(List.of(ref.at("key"))));
  }

  private static Stream<Reference> ofWhole(String kind, Field ref) {
    return needed(ref, Reference.to("v1", kind, ref.at("name")));
  }

  private static Stream<Reference> needed(Field ref, Reference reference) {
    return ref.at("optional").isTrue() ? Stream.empty() : Stream.of(reference);
  }

  static Reference storageClass(Field claim) {
    return Reference.toWide(
        "storage.k8s.io/v1", "StorageClass", claim.at("spec", "storageClassName"));
  }
}
