package io.activo.deploy.description;

import io.activo.deploy.description.KubernetesDescription.Target;
import io.activo.deploy.git.Revision;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads {@code activo.yml}: holds it against the table of keys, chooses the environment, lets it
 * inherit, resolves every {@code ${…}} and makes records of it.
 */
public final class DescriptionReader {
  private final Asked asked;
  private final Revision revision;
  private final Problems problems;

  /**
   * What the caller wants.
   *
   * @param environment the environment by name; when empty the branch or tag chooses
   * @param properties {@code -Dactivo.var.NAME=value}, by NAME
   * @param process the process environment
   * @param time the time of the deploy
   */
  public record Asked(
      Optional<String> environment,
      Map<String, String> properties,
      Map<String, String> process,
      Instant time) {}

  /**
   * A reader.
   *
   * @param revision what is checked out or built
   * @param problems gets everything that is wrong
   */
  public DescriptionReader(Asked asked, Revision revision, Problems problems) {
    this.asked = asked;
    this.revision = revision;
    this.problems = problems;
  }

  /**
   * The description of the environment that is meant. Whatever is wrong goes to the problems; what
   * can be read all the same is returned, so that later parts find their own mistakes in the same
   * run. Empty when not even that is possible.
   *
   * @param file how the file is called in positions
   */
  public Optional<DeployDescription> read(String file, String text) {
    return problems.collect(() -> root(file, text)).flatMap(this::read);
  }

  private static YamlMap root(String file, String text) {
    YamlNode root = Yaml.parse(file, text).orElse(null);
    if (root instanceof YamlMap map) {
      return map;
    }
    throw new DeployException(
        Problem.of(
            root == null ? "the description is empty" : "the description must be a map",
            Place.in(file, 1, 1),
            "start with app: NAME"));
  }

  private Optional<DeployDescription> read(YamlMap root) {
    new ShapeCheck(problems).check("activo.yml", root, KeyTable.root());
    asked.properties().keySet().stream().filter(BuiltIns::isBuiltIn).forEach(this::refuseBuiltIn);
    Optional<Entry> chosen =
        problems.collect(
            () -> new EnvironmentChoice(environments(root)).choose(asked.environment(), revision));
    chosen.ifPresent(entry -> refuseTwoForOneRelease(root, entry));
    return chosen.map(entry -> describe(root, entry));
  }

  /**
   * One app in one namespace of one cluster is one release; an environment that would be the
   * release of another is a mistake. Other environments are read as far as they can be.
   */
  private void refuseTwoForOneRelease(YamlMap root, Entry chosen) {
    Optional<Release> own = release(root, chosen);
    for (Entry other : EnvironmentChoice.entries(environments(root))) {
      boolean isOther = !other.key().text().equals(chosen.key().text());
      if (own.isPresent() && isOther && own.equals(release(root, other))) {
        problems.add(
            Problem.of(
                "environment '"
                    + chosen.key().text()
                    + "' would be the same release as '"
                    + other.key().text()
                    + "'",
                chosen.key().at(),
                "give each a cluster or a namespace of its own"));
      }
    }
  }

  private record Release(Target cluster, Optional<String> namespace) {}

  private Optional<Release> release(YamlMap root, Entry environment) {
    Problems notToldHere = new Problems();
    return new DescriptionReader(asked, revision, notToldHere)
        .describe(root, environment)
        .kubernetes()
        .filter(kubernetes -> !(kubernetes.cluster() instanceof Target.Rehearsal))
        .map(
            kubernetes ->
                new Release(kubernetes.cluster(), kubernetes.namespace().map(Text::value)));
  }

  private void refuseBuiltIn(String name) {
    problems.add(
        Problem.of(
            "'" + name + "' is built in", Place.of("-Dactivo.var." + name), "do not set it"));
  }

  private static YamlMap environments(YamlMap root) {
    if (root.get("environments").orElse(null) instanceof YamlMap map && !map.entries().isEmpty()) {
      return map;
    }
    throw new DeployException(
        Problem.of("'environments' is missing", root.at(), "name at least one environment"));
  }

  private DeployDescription describe(YamlMap root, Entry environment) {
    YamlMap own = environment.value() instanceof YamlMap map ? map : empty(environment);
    YamlMap above = without(root, Set.of("environments"));
    YamlMap whole = Inheritance.merge(Inheritance.merge(empty(environment), above), own);
    Variables variables = variables(new Maps(above, own, whole), environment.key().text());
    Section section = new Section(whole, variables, problems);
    DeployDescription description =
        new DescriptionSections(section, new Text(environment.key().text(), environment.key().at()))
            .description();
    variables.reportMissing();
    return description;
  }

  private static YamlMap empty(Entry environment) {
    return new YamlMap(environment.key().at(), List.of());
  }

  private static YamlMap without(YamlMap map, Set<String> keys) {
    return new YamlMap(
        map.at(),
        map.entries().stream().filter(entry -> !keys.contains(entry.key().text())).toList());
  }

  /** What stands above the environment, what stands in it, and what it has in the end. */
  private record Maps(YamlMap above, YamlMap own, YamlMap whole) {}

  private Variables variables(Maps maps, String environment) {
    Set<String> removed = removed(maps.own().get("variables"));
    List<Declarations> declared =
        List.of(
            Declarations.read(maps.own().get("variables"), problems),
            Declarations.read(maps.above().get("variables"), problems).without(removed));
    Variables variables =
        new Variables(
            new Variables.Layers(
                builtIns(maps.whole(), environment), asked.properties(), declared, asked.process()),
            problems);
    declared.forEach(each -> each.texts().forEach(variables::value));
    return variables;
  }

  private BuiltIns builtIns(YamlMap whole, String environment) {
    String app = whole.get("app").orElse(null) instanceof YamlScalar name ? name.text() : "";
    BuiltIns builtIns = BuiltIns.of(app, environment, revision, asked.time());
    if (whole.get("image").orElse(null) instanceof YamlMap image
        && image.get("repository").orElse(null) instanceof YamlScalar repository) {
      builtIns.withImage(repository, DescriptionSections.tag(image));
    }
    return builtIns;
  }

  private static Set<String> removed(Optional<YamlNode> variables) {
    return variables.orElse(null) instanceof YamlMap map
        ? map.entries().stream()
            .filter(entry -> ShapeCheck.isNull(entry.value()))
            .map(entry -> entry.key().text())
            .collect(Collectors.toSet())
        : Set.of();
  }
}
