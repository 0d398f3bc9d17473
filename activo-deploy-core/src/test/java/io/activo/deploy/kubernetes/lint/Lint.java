package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  static Lint of(String documents) {
    return new Lint(manifests("m.yaml", documents));
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
    surroundings = new Surroundings(objects, surroundings.images(), surroundings.home());
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
    surroundings = new Surroundings(surroundings.objects(), own, surroundings.home());
    return this;
  }

  /** A description that names a namespace, and entries with one of their own for these lines. */
  Lint in(String namespace, String... elsewhere) {
    Set<Place.InText> places =
        Arrays.stream(elsewhere)
            .map(line -> Place.in("m.yaml", Integer.parseInt(line), 1))
            .collect(Collectors.toSet());
    Home home = new Home(namespace, Place.in("activo.yml", 4, 3), places);
    surroundings =
        new Surroundings(surroundings.objects(), surroundings.images(), Optional.of(home));
    return this;
  }

  List<Finding> findings() {
    return CrossChecks.of(manifests, surroundings);
  }

  List<Manifest> manifests() {
    return manifests;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** What is found. */
  List<String> lines() {
    return findings().stream().map(Lint::line).toList();
  }

  /** {@code RULE SEVERITY LINE:COLUMN WHAT; FIX}. */
  static String line(Finding finding) {
    String headline = finding.problem().headline();
    return finding.rule()
        + " "
        + finding.severity()
        + " "
        + headline.replaceFirst("^m.yaml:([0-9]+:[0-9]+):", "$1");
  }
}
