package io.activo.deploy.description;

import io.activo.deploy.git.Revision;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
   * @param files the files beside the description
   * @param images images that are deployed in the place of those described
   */
  public record Asked(
      Optional<String> environment,
      Map<String, String> properties,
      Map<String, String> process,
      Instant time,
      DescriptionFiles files,
      AskedImages images) {}

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
    return problems.collect(() -> new Environments(root, revision, asked)).flatMap(this::describe);
  }

  private void refuseBuiltIn(String name) {
    problems.add(
        Problem.of(
            "'" + name + "' is built in", Place.of("-Dactivo.var." + name), "do not set it"));
  }

  private Optional<DeployDescription> describe(Environments environments) {
    return problems
        .collect(environments::chosen)
        .map(
            chosen -> {
              OtherEnvironments others = new OtherEnvironments(environments, chosen);
              DeployDescription description =
                  describe(chosen.key(), environments.section(chosen, problems), others);
              others.refuseTwoForOneRelease(description, problems);
              return description;
            });
  }

  private DeployDescription describe(
      YamlScalar name, Section environment, OtherEnvironments others) {
    Variables variables = environment.variables();
    variables.resolveDeclared();
    DeployDescription description =
        new DescriptionSections(
                environment, new Text(name.text(), name.at()), others, asked.images())
            .description();
    variables.reportMissing();
    return description;
  }
}
