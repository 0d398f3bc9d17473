package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Objects on a real cluster that two parties write: we and kubectl.
 *
 * @param release what is applied together
 */
record OwnedScene(RealCluster real, OwnershipRules rules, List<Manifest> release) {

  /** With strict rules and no release. */
  static OwnedScene on(RealCluster real) {
    return new OwnedScene(real, OwnershipRules.STRICT, List.of());
  }

  /** With rules for conflicts: {@code FIELD: take}. */
  OwnedScene conflicts(String... rules) {
    Map<String, ConflictRules.Choice> byField = new LinkedHashMap<>();
    for (String rule : rules) {
      int colon = rule.lastIndexOf(": ");
      byField.put(
          rule.substring(0, colon),
          ConflictRules.Choice.valueOf(rule.substring(colon + 2).toUpperCase(Locale.ROOT)));
    }
    ConflictRules conflicts = new ConflictRules(ConflictRules.Choice.FAIL, byField);
    return new OwnedScene(real, new OwnershipRules(conflicts, this.rules.recreate()), release);
  }

  OwnedScene recreating(String... kinds) {
    return new OwnedScene(real, new OwnershipRules(rules.conflicts(), Set.of(kinds)), release);
  }

  OwnedScene releasing(Manifest... manifests) {
    return new OwnedScene(real, rules, List.of(manifests));
  }

  /** A manifest of a YAML text, in this namespace. */
  Manifest manifest(String yaml) {
    return Manifests.read("deploy/web.yml", yaml.getBytes(StandardCharsets.UTF_8))
        .get(0)
        .inNamespace(real.namespace());
  }

  /** A Deployment without pods, of one container. */
  Manifest deployment(String name, String... changes) {
    String text =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: NAME
          labels: {app: NAME}
        spec:
          replicas: 0
          selector:
            matchLabels: {app: NAME}
          template:
            metadata:
              labels: {app: NAME}
            spec:
              containers:
                - name: app
                  image: none:1
                  ports: [{containerPort: 80}]
        """
            .replace("NAME", name);
    for (int i = 0; i < changes.length; i += 2) {
      if (!text.contains(changes[i])) {
        throw new IllegalArgumentException("not in the manifest: " + changes[i]);
      }
      text = text.replace(changes[i], changes[i + 1]);
    }
    return manifest(text);
  }

  /** A Job that does not begin. */
  Manifest job(String name, String image) {
    return manifest(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: %s}
        spec:
          suspend: true
          template:
            spec:
              restartPolicy: Never
              containers:
                - {name: app, image: '%s'}
        """
            .formatted(name, image));
  }

  ObjectApply objects() {
    return new ObjectApply(real.cluster(), rules, release);
  }

  Applied apply(Manifest manifest) {
    return objects().apply(manifest, find(manifest));
  }

  Applied.Change change(Manifest manifest) {
    return apply(manifest).change();
  }

  /** Why applying is refused. */
  String refused(Manifest manifest) {
    return problem(assertThrows(DeployException.class, () -> apply(manifest)));
  }

  private static String problem(DeployException refused) {
    return refused.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  Preview preview(Manifest manifest) {
    return objects().preview(manifest, find(manifest));
  }

  Preview.Applicable applicable(Manifest manifest) {
    return (Preview.Applicable) preview(manifest);
  }

  Optional<LiveObject> find(Manifest manifest) {
    return real.cluster().get(manifest.ref());
  }

  LiveObject live(Manifest manifest) {
    return find(manifest).orElseThrow();
  }

  String uid(Manifest manifest) {
    return live(manifest).text("metadata", "uid");
  }

  /** The number of pods that is wanted. */
  Optional<Object> replicas(Manifest deployment) {
    return live(deployment).value("spec", "replicas");
  }

  /** The container's image. */
  String image(Manifest deployment) {
    return image(live(deployment));
  }

  static String image(LiveObject deployment) {
    return deployment.object("spec", "template", "spec").objects("containers").get(0).text("image");
  }

  /** The names of those who own a field. */
  List<String> owners(Manifest manifest, String field) {
    LiveObject live = live(manifest);
    ManagedField owned = FieldText.read(field, live.content()).orElseThrow();
    return Manager.of(live).stream()
        .filter(manager -> manager.fields().has(owned))
        .map(Manager::toString)
        .toList();
  }

  String kubectl(String... arguments) throws Exception {
    return real.kubectl(arguments);
  }

  /** Runs a command of kubectl with a manifest's text as its file. */
  void kubectl(Manifest manifest, String... arguments) throws Exception {
    Path file = Files.createTempFile("activo", ".json");
    Files.writeString(file, Json.print(manifest.content()));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-f", file.toString()));
    real.kubectl(all.toArray(String[]::new));
    Files.delete(file);
  }
}
