package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Set;

/**
 * Checks one container.
 *
 * @param volumes those that its pod has
 */
record ContainerCheck(ValueCheck values, KubernetesVersion version, Set<String> volumes) {
  /** RelaxedEnvironmentVariableValidation is on from here. */
  private static final KubernetesVersion RELAXED_VARIABLES = new KubernetesVersion(1, 32);

  private static final Set<String> HANDLERS = Set.of("exec", "httpGet", "tcpSocket", "grpc");
  private static final Set<String> LIFECYCLE_HANDLERS =
      Set.of("exec", "httpGet", "tcpSocket", "sleep");
  private static final Set<String> SOURCES =
      Set.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef");
  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");
  private static final List<String> TIMES =
      List.of(
          "initialDelaySeconds",
          "timeoutSeconds",
          "periodSeconds",
          "successThreshold",
          "failureThreshold");

  /**
   * Checks a container.
   *
   * @param keepsRunning whether it may have probes and hooks
   */
  void check(Field container, boolean keepsRunning) {
    if (!container.isWritten()) {
      return;
    }
    values.written(container.child("name"));
    values.name(container.child("name"), Names.DNS_LABEL);
    checkImage(container.child("image"));
    checkPorts(container.child("ports"));
    container.child("env").items().forEach(this::checkVariable);
    container.child("envFrom").items().forEach(this::checkVariables);
    container.child("volumeMounts").items().forEach(this::checkMount);
    new ResourceCheck(values).check(container.child("resources"));
    PROBES.forEach(probe -> checkProbe(container.child(probe), keepsRunning));
    for (String hook : List.of("postStart", "preStop")) {
      Field handler = container.at("lifecycle", hook);
      values.exactlyOne(handler, LIFECYCLE_HANDLERS);
      checkHandler(handler);
    }
    if (!keepsRunning) {
      values.absent(container.child("lifecycle"), "the container is to end");
    }
  }

  private void checkImage(Field image) {
    values.written(image);
    String text = image.textOr("");
    if (!text.equals(text.strip())) {
      values.refuse(image, "begins or ends with a blank", "remove it");
    }
  }

  private void checkPorts(Field ports) {
    values.unique(ports.items(), "name");
    for (Field port : ports.items()) {
      values.port(port.child("containerPort"));
      if (port.child("hostPort").numberOr(0) != 0) {
        values.port(port.child("hostPort"));
      }
      values.name(port.child("name"), Names.orEmpty(Names.PORT_NAME));
    }
  }

  private void checkVariable(Field variable) {
    values.written(variable.child("name"));
    values.name(variable.child("name"), variableName());
    Field from = variable.child("valueFrom");
    values.exactlyOne(from, SOURCES);
    if (from.isWritten() && !variable.child("value").isEmpty()) {
      values.refuse(from, "cannot stand beside a value", "keep one of the two");
    }
    for (String source : List.of("configMapKeyRef", "secretKeyRef")) {
      if (from.child(source).isWritten()) {
        values.written(from.at(source, "key"));
        values.written(from.at(source, "name"));
      }
    }
  }

  private Names.Syntax variableName() {
    return Names.orEmpty(
        version.compareTo(RELAXED_VARIABLES) < 0 ? Names.OLD_VARIABLE : Names.VARIABLE);
  }

  private void checkVariables(Field source) {
    values.name(source.child("prefix"), variableName());
    values.exactlyOne(source, Set.of("configMapRef", "secretRef"));
    for (String reference : List.of("configMapRef", "secretRef")) {
      if (source.child(reference).isWritten()) {
        values.written(source.at(reference, "name"));
      }
    }
  }

  private void checkMount(Field mount) {
    values.written(mount.child("name"));
    values.written(mount.child("mountPath"));
    mount
        .child("name")
        .text()
        .filter(name -> !name.isEmpty() && !volumes.contains(name))
        .ifPresent(
            name ->
                values.refuse(
                    mount.child("name"),
                    SchemaRule.MISSING_VOLUME,
                    "mounts a volume '" + name + "' that the pod does not have",
                    "add it below volumes"));
    String path = mount.child("subPath").textOr("");
    if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
      values.refuse(mount.child("subPath"), "must be relative and free of '..'", "");
    }
  }

  private void checkProbe(Field probe, boolean allowed) {
    if (!allowed) {
      values.absent(probe, "an init container has no probes unless its restartPolicy is Always");
      return;
    }
    values.exactlyOne(probe, HANDLERS);
    checkHandler(probe);
    TIMES.forEach(time -> values.atLeast(probe.child(time), 0));
    if (!probe.key().equals("readinessProbe") && probe.child("successThreshold").numberOr(1) > 1) {
      values.refuse(probe.child("successThreshold"), "must be 1", "");
    }
  }

  private void checkHandler(Field handler) {
    if (handler.child("exec").isWritten()) {
      values.written(handler.at("exec", "command"));
    }
    values.portOrName(handler.at("httpGet", "port"));
    values.portOrName(handler.at("tcpSocket", "port"));
    values.port(handler.at("grpc", "port"));
  }
}
