package io.activo.deploy.description;

import io.activo.deploy.git.Revision;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which environment is meant: the one asked for, or the only one that the branch or tag chooses.
 */
final class EnvironmentChoice {
  private final YamlMap environments;

  EnvironmentChoice(YamlMap environments) {
    this.environments = environments;
  }

  /**
   * The environment's entry.
   *
   * @throws DeployException if the name is unknown, a pattern is none, or not exactly one matches
   */
  Entry choose(Optional<String> asked, Revision revision) {
    return asked.isPresent() ? named(asked.get()) : matching(revision);
  }

  private Entry named(String name) {
    return entries().stream()
        .filter(entry -> entry.key().text().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private List<Entry> entries() {
    return entries(environments);
  }

  /** The environments without the team's own keys. */
  static List<Entry> entries(YamlMap environments) {
    return environments.entries().stream()
        .filter(entry -> !entry.key().text().startsWith(ShapeCheck.OWN))
        .toList();
  }

  private List<String> names() {
    return entries().stream().map(entry -> entry.key().text()).toList();
  }

  private DeployException unknown(String name) {
    String near = NearestName.hint(name, names());
    return new DeployException(
        Problem.of(
            "there is no environment '" + name + "'",
            environments.at(),
            near.isEmpty() ? "environments: " + String.join(", ", names()) : near));
  }

  private Entry matching(Revision revision) {
    List<Entry> matches = entries().stream().filter(entry -> matches(entry, revision)).toList();
    if (matches.size() == 1) {
      return matches.get(0);
    }
    String found =
        matches.isEmpty() ? "no environment deploys " : matches.size() + " environments deploy ";
    throw new DeployException(
        new Problem(
            found + nameOf(revision),
            environments.at(),
            "choose one by -Denv=NAME",
            table(matches)));
  }

  private static String nameOf(Revision revision) {
    if (revision.tag().isPresent()) {
      return "tag " + revision.tag().get();
    }
    return revision.branch().map(name -> "branch " + name).orElse("without a branch or tag");
  }

  private static boolean matches(Entry environment, Revision revision) {
    return matches(environment, "branches", revision.branch())
        || matches(environment, "tags", revision.tag());
  }

  private static boolean matches(Entry environment, String key, Optional<String> name) {
    return name.isPresent()
        && patterns(environment, key).stream()
            .anyMatch(pattern -> compile(pattern).matcher(name.get()).matches());
  }

  private static List<YamlScalar> patterns(Entry environment, String key) {
    List<YamlScalar> patterns = new ArrayList<>();
    if (environment.value() instanceof YamlMap map
        && map.get(key).orElse(null) instanceof YamlList list) {
      for (YamlNode item : list.items()) {
        if (item instanceof YamlScalar pattern) {
          patterns.add(pattern);
        }
      }
    }
    return patterns;
  }

  /** The pattern, or a problem with its place. */
  static Pattern compile(YamlScalar pattern) {
    try {
      return Pattern.compile(pattern.text());
    } catch (PatternSyntaxException e) {
      Place.InText at = pattern.at();
      throw new DeployException(
          Problem.of(
              "'" + pattern.text() + "' is no regular expression: " + e.getDescription(), at, ""),
          e);
    }
  }

  /** One line for each environment; those that match are marked. */
  private List<String> table(List<Entry> matches) {
    int width = names().stream().mapToInt(String::length).max().orElse(0);
    return entries().stream()
        .map(
            entry ->
                (matches.contains(entry) ? "* " : "  ")
                    + (entry.key().text() + " ".repeat(width)).substring(0, width)
                    + "  branches "
                    + words(entry, "branches")
                    + ", tags "
                    + words(entry, "tags"))
        .toList();
  }

  private static String words(Entry environment, String key) {
    List<String> words = patterns(environment, key).stream().map(YamlScalar::text).toList();
    return words.isEmpty() ? "none" : String.join(" ", words);
  }
}
