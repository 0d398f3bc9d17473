package io.activo.deploy.kubernetes.schema;

import static io.activo.deploy.kubernetes.schema.Names.DNS_1035_LABEL;
import static io.activo.deploy.kubernetes.schema.Names.DNS_LABEL;
import static io.activo.deploy.kubernetes.schema.Names.DNS_SUBDOMAIN;
import static io.activo.deploy.kubernetes.schema.Names.PATH_SEGMENT;

import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks names, labels and annotations. */
record MetadataCheck(ValueCheck values, KubernetesVersion version) {
  /** RelaxedServiceNameValidation is on from here. */
  private static final KubernetesVersion RELAXED_SERVICES = new KubernetesVersion(1, 36);

  private static final Set<String> FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");
  private static final int MAX_ANNOTATIONS = 256 * 1024;

  void check(Field object, ObjectRef ref) {
    Field metadata = object.child("metadata");
    values.name(metadata.child("name"), syntax(ref));
    values.name(metadata.child("namespace"), Names.orEmpty(DNS_LABEL));
    for (Field finalizer : metadata.child("finalizers").items()) {
      values.name(finalizer, MetadataCheck::finalizer);
    }
    checkTexts(metadata);
  }

  private static Optional<String> finalizer(String name) {
    return FINALIZERS.contains(name) || (name.contains("/") && Names.is(Names.QUALIFIED, name))
        ? Optional.empty()
        : Optional.of("a DNS name, '/' and a name");
  }

  /** Labels and annotations, also of a pod template. */
  void checkTexts(Field metadata) {
    values.labels(metadata.child("labels"));
    Field annotations = metadata.child("annotations");
    values.keys(annotations, key -> Names.QUALIFIED.wanted(key.toLowerCase(Locale.ROOT)));
    int size =
        annotations.children().stream()
            .mapToInt(entry -> bytes(entry.key()) + bytes(entry.textOr("")))
            .sum();
    if (size > MAX_ANNOTATIONS) {
      values.refuse(annotations, "holds " + size + " bytes, at most " + MAX_ANNOTATIONS, "");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Names.Syntax syntax(ObjectRef ref) {
    if (ref.group().equals("rbac.authorization.k8s.io")
        || ref.group().equals("certificates.k8s.io")
        || ref.kind().equals("IPAddress")) {
      return PATH_SEGMENT;
    }
    if (ref.group().equals("apps") && ref.kind().equals("StatefulSet")) {
      return DNS_LABEL;
    }
    if (!ref.group().isEmpty()) {
      return DNS_SUBDOMAIN;
    }
    return switch (ref.kind()) {
      case "Namespace" -> DNS_LABEL;
      case "Service" -> version.compareTo(RELAXED_SERVICES) < 0 ? DNS_1035_LABEL : DNS_LABEL;
      default -> DNS_SUBDOMAIN;
    };
  }
}
