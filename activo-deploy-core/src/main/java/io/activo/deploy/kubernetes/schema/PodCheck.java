package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.KubernetesVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks pods: what they have together. */
record PodCheck(ValueCheck values, KubernetesVersion version) {

  /** A template that has all the volumes that its containers mount. */
  void checkTemplate(Field template) {
    checkTemplate(template, List.of());
  }

  /**
   * A template.
   *
   * @param claims volumes that the workload adds to it
   */
  void checkTemplate(Field template, List<String> claims) {
    new MetadataCheck(values, version).checkTexts(template.child("metadata"));
    checkSpec(template.child("spec"), claims);
  }

  void checkSpec(Field spec) {
    checkSpec(spec, List.of());
  }

  private void checkSpec(Field spec, List<String> claims) {
    if (!spec.isWritten()) {
      return;
    }
    values.written(spec.child("containers"));
    checkVolumes(spec.child("volumes"));
    Set<String> volumes = new HashSet<>(claims);
    spec.child("volumes").items().forEach(v -> volumes.add(v.child("name").textOr("")));
    checkContainers(spec, volumes);
    values.labels(spec.child("nodeSelector"));
    values.name(spec.child("serviceAccountName"), Names.orEmpty(Names.DNS_SUBDOMAIN));
    values.name(spec.child("priorityClassName"), Names.orEmpty(Names.DNS_SUBDOMAIN));
    values.name(spec.child("hostname"), Names.orEmpty(Names.DNS_LABEL));
    values.name(spec.child("subdomain"), Names.orEmpty(Names.DNS_LABEL));
    values.atLeast(spec.child("activeDeadlineSeconds"), 1);
    values.oneOf(spec.child("restartPolicy"), List.of("Always", "OnFailure", "Never"));
    for (Field constraint : spec.child("topologySpreadConstraints").items()) {
      values.atLeast(constraint.child("maxSkew"), 1);
      values.written(constraint.child("topologyKey"));
    }
    spec.child("tolerations").items().forEach(this::checkToleration);
    checkAffinity(spec.child("affinity"));
  }

  private void checkAffinity(Field affinity) {
    for (String kind : List.of("nodeAffinity", "podAffinity", "podAntiAffinity")) {
      for (Field term :
          affinity.at(kind, "preferredDuringSchedulingIgnoredDuringExecution").items()) {
        values.between(term.child("weight"), 1, 100);
      }
    }
  }

  private void checkToleration(Field toleration) {
    String operator = toleration.child("operator").textOr("Equal");
    if (toleration.child("key").isEmpty() && !operator.equals("Exists")) {
      values.refuse(toleration.child("operator"), "must be Exists where no key is written", "");
    }
    if (operator.equals("Exists") && !toleration.child("value").isEmpty()) {
      values.absent(toleration.child("value"), "the operator is Exists");
    }
    values.name(toleration.child("key"), Names.orEmpty(Names.QUALIFIED));
  }

  private void checkVolumes(Field volumes) {
    values.unique(volumes.items(), "name");
    for (Field volume : volumes.items()) {
      values.written(volume.child("name"));
      values.name(volume.child("name"), Names.DNS_LABEL);
      Set<String> sources = new HashSet<>(volume.keys());
      sources.remove("name");
      sources.removeIf(source -> !volume.child(source).isWritten());
      if (sources.size() > 1) {
        values.refuse(volume, "has several sources: " + String.join(", ", sources), "keep one");
      }
      values.written(
          volume.at("persistentVolumeClaim", "claimName"), volume, "persistentVolumeClaim");
      values.written(volume.at("hostPath", "path"), volume, "hostPath");
      values.written(volume.at("configMap", "name"), volume, "configMap");
      values.written(volume.at("secret", "secretName"), volume, "secret");
    }
  }

  private void checkContainers(Field spec, Set<String> volumes) {
    ContainerCheck containers = new ContainerCheck(values, version, volumes);
    List<Field> named = new ArrayList<>();
    for (Field container : spec.child("initContainers").items()) {
      boolean sidecar = container.child("restartPolicy").textOr("").equals("Always");
      containers.check(container, sidecar);
      named.add(container);
    }
    for (Field container : spec.child("containers").items()) {
      containers.check(container, true);
      named.add(container);
    }
    values.unique(named, "name");
  }
}
