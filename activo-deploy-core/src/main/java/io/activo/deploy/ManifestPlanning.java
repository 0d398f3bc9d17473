package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.EnvFileDescription;
import io.activo.deploy.description.KubernetesDescription;
import io.activo.deploy.description.ManifestEntry;
import io.activo.deploy.description.ObjectChanges;
import io.activo.deploy.description.Text;
import io.activo.deploy.image.credentials.RegistryLogin;
import io.activo.deploy.kubernetes.ApplyOrder;
import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.transform.EntryObjects;
import io.activo.deploy.kubernetes.transform.Generator;
import io.activo.deploy.kubernetes.transform.GeneratorInputs;
import io.activo.deploy.kubernetes.transform.PlacedText;
import io.activo.deploy.kubernetes.transform.PullSecret;
import io.activo.deploy.kubernetes.transform.Transformation;
import io.activo.deploy.kubernetes.transform.Transformed;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.template.Variables;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the objects of a deploy out of what the description names: rendered, changed as it says,
 * each in its namespace.
 */
final class ManifestPlanning {
  private final DeployDescription description;
  private final KubernetesDescription asked;
  private final PlannedEnvFile envFile;
  private final Scene scene;
  private final Problems problems;
  private final List<Rendered> files = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Set<Place.InText> elsewhere = new HashSet<>();

  /**
   * Where and when objects are made.
   *
   * @param paths finds the files
   * @param namespace where objects go that name none; empty as long as it is not known
   * @param now when this deploy began
   */
  record Scene(PathsBelow paths, String namespace, Instant now) {}

  ManifestPlanning(
      DeployDescription description, PlannedEnvFile envFile, Scene scene, Problems problems) {
    this.description = description;
    this.asked = description.kubernetes().orElseThrow();
    this.envFile = envFile;
    this.scene = scene;
    this.problems = problems;
  }

  PlannedManifests planned() {
    Transformed transformed = transformed(entries());
    List<Manifest> manifests = transformed.manifests().stream().map(this::placed).toList();
    boolean whole = problems.isEmpty();
    problems.run(() -> check(manifests, whole));
    warnings.addAll(transformed.warnings());
    return new PlannedManifests(
        ApplyOrder.sorted(manifests), whole, files, warnings, elsewhere, transformed.secrets());
  }

  /** What stands twice is seen even where not all could be read. */
  private void check(List<Manifest> manifests, boolean whole) {
    if (whole) {
      Manifests.check(manifests, scene.namespace());
    } else {
      Manifests.refuseTwice(manifests, scene.namespace());
    }
  }

  private List<EntryObjects> entries() {
    Map<ManifestEntry, List<Manifest>> byEntry = new LinkedHashMap<>();
    for (ManifestFiles.Chosen file :
        new ManifestFiles(scene.paths()).chosen(asked.manifests(), problems)) {
      byEntry.computeIfAbsent(file.entry(), any -> new ArrayList<>()).addAll(read(file));
    }
    List<EntryObjects> entries = new ArrayList<>();
    byEntry.forEach(
        (entry, manifests) ->
            problems.collect(() -> objects(entry, manifests)).ifPresent(entries::add));
    return entries;
  }

  private EntryObjects objects(ManifestEntry entry, List<Manifest> manifests) {
    if (entry.namespace().isPresent()) {
      manifests.forEach(manifest -> elsewhere.add(manifest.place()));
    }
    return new EntryObjects(
        manifests,
        entry.namespace().map(ManifestPlanning::placed),
        entry.suffix().map(ManifestPlanning::placed));
  }

  private static PlacedText placed(Text text) {
    return new PlacedText(text.value(), text.at());
  }

  private List<Manifest> read(ManifestFiles.Chosen file) {
    ManifestTemplate template =
        new ManifestTemplate(scene.paths().show(file.path()), file.path(), file.entry());
    Optional<Rendered> text = problems.collect(() -> template.rendered(warnings::add));
    text.ifPresent(files::add);
    List<Manifest> read =
        text.flatMap(rendered -> problems.collect(() -> Manifests.read(rendered, problems)))
            .orElse(List.of());
    read.forEach(manifest -> manifest.places().repeated().forEach(this::warnOfRepetition));
    return read;
  }

  /** As kubectl does, the last one is taken; the API server never sees the others. */
  private void warnOfRepetition(YamlScalar key) {
    warnings.add(
        Problem.of(
            "'" + key.text() + "' stands twice in its map, and only the last one counts",
            key.at(),
            "remove one"));
  }

  private Transformed transformed(List<EntryObjects> entries) {
    return problems
        .collect(() -> transformation())
        .flatMap(asked -> problems.collect(() -> asked.apply(entries, inputs(), scene.namespace())))
        .orElseGet(
            () ->
                new Transformed(
                    entries.stream().map(EntryObjects::manifests).toList(),
                    List.of(),
                    List.of(),
                    List.of()));
  }

  private GeneratorInputs inputs() {
    var known = description.variables();
    return new GeneratorInputs(
        (text, at) -> scene.paths().resolve(new Text(text, at)),
        new Variables(known.lookup(), known.names()));
  }

  private Transformation transformation() {
    ObjectChanges changes = asked.changes();
    List<Generator> generators = new ArrayList<>(changes.generators());
    description
        .envFile()
        .flatMap(EnvFileDescription::secret)
        .ifPresent(name -> generators.add(Generator.ofEnvFile(placed(name), envFile.values())));
    return new Transformation(
        generators,
        changes.images(),
        changes.annotations(),
        changes.pullSecret().map(this::pullSecret),
        Optional.of(scene.now()).filter(any -> changes.restarts()));
  }

  private PullSecret pullSecret(Text name) {
    List<PullSecret.RegistryLogin> logins = new ArrayList<>();
    description
        .registries()
        .forEach(
            (host, settings) ->
                settings
                    .login()
                    .flatMap(RegistryLogin::named)
                    .map(
                        login ->
                            new PullSecret.RegistryLogin(host, login.username(), login.password()))
                    .ifPresent(logins::add));
    return new PullSecret(placed(name), logins);
  }

  private Manifest placed(Manifest manifest) {
    boolean takesOne =
        BuiltInKinds.namespaced(manifest.ref().apiVersion(), manifest.ref().kind()).orElse(false);
    return takesOne && manifest.ref().namespace().isEmpty() && !scene.namespace().isEmpty()
        ? manifest.inNamespace(scene.namespace())
        : manifest;
  }
}
