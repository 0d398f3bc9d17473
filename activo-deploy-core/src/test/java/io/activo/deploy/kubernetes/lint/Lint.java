package io.activo.deploy.kubernetes.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A case: manifests in, one line for each finding out. The file is {@code m.yaml}. */
final class Lint {
  private final List<Manifest> manifests;
  private Surroundings surroundings = Surroundings.unknown();

  private Lint(List<Manifest> manifests) {
    this.manifests = manifests;
  }

  /** Documents, in the namespace {@code shop} unless they say another. */
  static Lint of(String... documents) {
    return new Lint(manifests("m.yaml", String.join("---\n", documents)));
  }

  static List<Manifest> manifests(String file, String text) {
    List<Manifest> read = Manifests.read(file, text.getBytes(StandardCharsets.UTF_8));
    List<Manifest> placed = new ArrayList<>();
    for (Manifest each : read) {
      boolean wide =
          !BuiltInKinds.namespaced(each.ref().apiVersion(), each.ref().kind()).orElse(true);
      placed.add(wide ? each : each.inNamespace("shop"));
    }
    return placed;
  }

  /** A cluster in which there are only these, written {@code KIND/NAME}. */
  Lint online(String... there) {
    Set<String> known = Set.of(there);
    KnownObjects objects = ref -> known.contains(name(ref)) ? Existence.YES : Existence.NO;
    surroundings = new Surroundings(objects, surroundings.images());
    return this;
  }

  private static String name(ObjectRef ref) {
    return ref.kind() + "/" + ref.name();
  }

  /** The images that the deploy pushes. */
  Lint pushing(String... images) {
    Set<ImageReference> pushed =
        Arrays.stream(images).map(ImageReference::parse).collect(Collectors.toSet());
    OwnImages own = new OwnImages(pushed, image -> image.toString().endsWith(":published"));
    surroundings = new Surroundings(surroundings.objects(), own);
    return this;
  }

  List<Finding> findings() {
    return CrossChecks.of(manifests, surroundings);
  }

  List<Manifest> manifests() {
    return manifests;
  }

  /** Each is found: {@code RULE SEVERITY LINE:COLUMN WHAT; FIX}, and nothing else. */
  void finds(String... lines) {
    assertEquals(
        String.join("\n", lines),
        findings().stream().map(Lint::line).collect(Collectors.joining("\n")));
  }

  void findsNothing() {
    finds();
  }

  static String line(Finding finding) {
    String headline = finding.problem().headline();
    return finding.rule()
        + " "
        + finding.severity()
        + " "
        + headline.replaceFirst("^m.yaml:([0-9]+:[0-9]+):", "$1");
  }

  /**
   * A Deployment of one container named {@code app}, four lines.
   *
   * @param labels of the selector and of the pods
   * @param container more of the container, in flow style, or nothing
   */
  static String deployment(String name, String labels, String container) {
    return workload("Deployment", name, labels, "", "image: web:1" + comma(container));
  }

  /** As {@link #deployment}, with more of the pod specification. */
  static String pods(String name, String spec, String container) {
    return workload("Deployment", name, "app: " + name, spec, "image: web:1" + comma(container));
  }

  static String workload(String kind, String name, String labels, String spec, String container) {
    return """
    apiVersion: apps/v1
    kind: %s
    metadata: {name: %s}
    spec: {selector: {matchLabels: {%s}}, template: {metadata: {labels: {%s}}, spec: {
      containers: [{name: app, %s}]%s}}}
    """
        .formatted(kind, name, labels, labels, container, comma(spec));
  }

  private static String comma(String more) {
    return more.isEmpty() ? "" : ", " + more;
  }

  /** An object of the core group, three lines and its own. */
  static String core(String kind, String name, String rest) {
    return object("v1", kind, name, rest);
  }

  static String object(String apiVersion, String kind, String name, String rest) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: %s}\n%s\n"
        .formatted(apiVersion, kind, name, rest);
  }
}
