package io.activo.deploy.description;

import io.activo.deploy.description.DescriptionReader.Asked;
import io.activo.deploy.git.Revision;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The environments of a description: what each has in the end, and its variables. */
final class Environments {
  private final YamlMap above;
  private final YamlMap environments;
  private final Set<String> mentioned;
  private final Revision revision;
  private final Asked asked;

  /**
   * The environments of a file.
   *
   * @throws DeployException if there are none
   */
  Environments(YamlMap root, Revision revision, Asked asked) {
    this.above = without(root, "environments");
    this.environments = environments(root);
    this.mentioned = References.names(root);
    this.revision = revision;
    this.asked = asked;
  }

  private static YamlMap environments(YamlMap root) {
    if (root.get("environments").orElse(null) instanceof YamlMap map && !map.entries().isEmpty()) {
      return map;
    }
    throw new DeployException(
        Problem.of("'environments' is missing", root.at(), "name at least one environment"));
  }

  private static YamlMap without(YamlMap map, String key) {
    return new YamlMap(
        map.at(), map.entries().stream().filter(entry -> !entry.key().text().equals(key)).toList());
  }

  /** The one that is meant. */
  Entry chosen() {
    return new EnvironmentChoice(environments).choose(asked.environment(), revision);
  }

  /** All but one. */
  List<Entry> others(Entry one) {
    return EnvironmentChoice.entries(environments).stream()
        .filter(entry -> !entry.key().text().equals(one.key().text()))
        .toList();
  }

  /** What an environment has in the end; nothing of it is resolved before it is asked for. */
  Section section(Entry environment, Problems problems) {
    YamlMap nothing = new YamlMap(environment.key().at(), List.of());
    YamlMap own = environment.value() instanceof YamlMap map ? map : nothing;
    YamlMap whole = Inheritance.merge(Inheritance.merge(nothing, above), own);
    BuiltIns builtIns = builtIns(whole, environment.key().text());
    Variables variables =
        new Variables(
            new Variables.Layers(
                builtIns,
                asked.properties(),
                declared(own, problems),
                asked.process(),
                asked.files()),
            problems);
    variables.used(mentioned);
    return new Section(whole, variables, problems);
  }

  /** What the environment declares, then what stands above it. */
  private DeclaredVariables declared(YamlMap own, Problems problems) {
    Optional<YamlNode> variables = own.get("variables");
    return new DeclaredVariables(
        List.of(
            Declarations.read(variables, problems),
            Declarations.read(above.get("variables"), problems).without(removed(variables))));
  }

  private static Set<String> removed(Optional<YamlNode> variables) {
    return variables.orElse(null) instanceof YamlMap map
        ? map.entries().stream()
            .filter(entry -> ShapeCheck.isNull(entry.value()))
            .map(entry -> entry.key().text())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private BuiltIns builtIns(YamlMap whole, String environment) {
    String app = whole.get("app").orElse(null) instanceof YamlScalar name ? name.text() : "";
    BuiltIns builtIns = BuiltIns.of(app, environment, revision, asked.time());
    ImageEntries images = ImageEntries.of(whole);
    boolean only = images.all().size() == 1;
    images
        .all()
        .forEach(
            image ->
                parts(image, only).ifPresent(parts -> builtIns.withImage(image.variable(), parts)));
    images.main(app).flatMap(image -> parts(image, only)).ifPresent(builtIns::withMainImage);
    return builtIns;
  }

  private Optional<BuiltIns.ImageParts> parts(ImageEntries.Entry image, boolean only) {
    return image
        .repository()
        .map(name -> new BuiltIns.ImageParts(name, image.tag(), asked.images(), only));
  }
}
