package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.kubernetes.LiveObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pipeline of {@code it/pipelines} in one of its environments, in a copy that may be changed. */
final class Pipeline {
  private static final Path ALL = Path.of("../it/pipelines");

  /** What belongs to the tests, not to the team. */
  private static final Set<String> OURS = Set.of("ci", "expected", "as-before", "expected.sh");

  private static final String NO_KUBECONFIG = "no-kubeconfig";

  private final Name name;
  private final Path copy;
  private final Map<String, String> variables;
  private boolean chosenByBranch;
  private Optional<String> commit = Optional.empty();

  /**
   * Which pipeline, and where it deploys to.
   *
   * @param pipeline a folder of {@code it/pipelines}
   */
  record Name(String pipeline, String environment) {
    @Override
    public String toString() {
      return pipeline + "-" + environment;
    }

    private Path folder() {
      return ALL.resolve(pipeline);
    }
  }

  private Pipeline(Name name, Path copy) {
    this.name = name;
    this.copy = copy;
    this.variables = variables(name.folder().resolve("ci/" + name.environment() + ".env"));
  }

  /** A copy of it. */
  static Pipeline copied(Name name, Path parent) {
    try {
      Path copy = Files.createTempDirectory(parent, "pipeline");
      for (Path file : filesIn(name.folder())) {
        Path relative = name.folder().relativize(file);
        if (!OURS.contains(relative.getName(0).toString())) {
          Files.createDirectories(copy.resolve(relative).getParent());
          Files.copy(file, copy.resolve(relative));
        }
      }
      return new Pipeline(name, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every environment of every pipeline. */
  static List<Name> names() {
    return filesIn(ALL).stream()
        .filter(file -> file.endsWith(Path.of("ci").resolve(file.getFileName())))
        .map(ALL::relativize)
        .map(file -> new Name(file.getName(0).toString(), stem(file)))
        .toList();
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.env$", "");
  }

  /** With something else in the place of a text that a file has once. */
  Pipeline changed(String file, String from, String to) {
    String text = read(copy.resolve(file));
    assertTrue(text.indexOf(from) >= 0 && text.indexOf(from) == text.lastIndexOf(from), from);
    return written(file, text.replace(from, to));
  }

  Pipeline written(String file, String text) {
    new Project(copy).file(file, text);
    return this;
  }

  Pipeline with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Pipeline without(String variable) {
    variables.remove(variable);
    return this;
  }

  /** A protected environment demands that the tree is clean. */
  private Project committed() {
    Project project = project();
    if (commit.isEmpty()) {
      commit = Optional.of(project.committed());
    }
    return project;
  }

  /** With the variables of its CI, and nothing of which the outside can be asked. */
  private Project project() {
    Project project =
        new Project(copy)
            .in(name.environment())
            .describedBy(description())
            .with("KUBECONFIG", NO_KUBECONFIG)
            .behind(new Closed());
    variables.forEach(project::with);
    return chosenByBranch ? project.chosenByBranch() : project;
  }

  /** What is done by hand may have a description of its own. */
  private String description() {
    String own = name.environment() + ".yml";
    return Files.exists(copy.resolve(own)) ? own : "activo.yml";
  }

  /** What a plan prints, and what it warns of. */
  String printedPlan() {
    DeployPlan plan = plan();
    return Stream.concat(
            PlanText.lines(plan).stream(), PlanText.warnings(plan).stream().map("? "::concat))
        .collect(Collectors.joining("\n", "", "\n"))
        .replace(commit.orElseThrow(), "COMMIT")
        .replace(Path.of(NO_KUBECONFIG).toAbsolutePath().toString(), "KUBECONFIG");
  }

  /** With the environment chosen by the branch, as in CI. */
  Pipeline onBranch(String branch) {
    chosenByBranch = true;
    return with("CIRCLECI", "true").with("CIRCLE_BRANCH", branch);
  }

  void isRefused(String... headlines) {
    committed().isRefused(headlines);
  }

  /** That it may be deployed, and what is said of it; that no kubeconfig is here is left out. */
  void isWarnedOf(String... lines) {
    assertEquals(
        List.of(lines),
        PlanText.warnings(plan()).stream()
            .filter(line -> !line.contains("there is no kubeconfig"))
            .toList());
  }

  /** The object, as it would be applied. */
  LiveObject object(String kind, String object) {
    return plan().contents().manifests().stream()
        .filter(each -> each.ref().kind().equals(kind) && each.ref().name().equals(object))
        .map(each -> new LiveObject(each.content()))
        .findFirst()
        .orElseThrow();
  }

  DeployPlan plan() {
    return committed().plan();
  }

  /** What the manifests become, by their names. */
  Map<String, String> rendered() {
    Path out = copy.resolveSibling(copy.getFileName() + "-rendered");
    try {
      project().rendered().writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts(out.resolve("manifests"));
  }

  /** What the real commands made of them. */
  Map<String, String> expected() {
    return texts(name.folder().resolve("expected").resolve(name.environment()));
  }

  /** What the commands of the old pipeline made of a file, where that was not what was meant. */
  String asBefore(String file) {
    return read(name.folder().resolve("as-before").resolve(name.environment()).resolve(file));
  }

  private static Map<String, String> texts(Path folder) {
    return filesIn(folder).stream()
        .collect(
            Collectors.toMap(
                file -> folder.relativize(file).toString(),
                Pipeline::read,
                (one, other) -> one,
                TreeMap::new));
  }

  private static List<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines {@code NAME='VALUE'}, which a shell reads as well; a value may have several lines. */
  private static Map<String, String> variables(Path file) {
    Map<String, String> variables = new TreeMap<>();
    for (String variable : read(file).split("(?<=')\n", 0)) {
      int sign = variable.indexOf("='");
      variables.put(
          variable.substring(0, sign), variable.substring(sign + 2, variable.length() - 1));
    }
    return variables;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing may be asked of the outside. */
  private record Closed() implements Adapters {
    @Override
    public ImageEngine openEngine(ImageAccess access) {
      throw new AssertionError("an engine was opened");
    }

    @Override
    public ImageRegistry openRegistry(ImageAccess access) {
      throw new AssertionError("a registry was opened");
    }

    @Override
    public Cluster openCluster(ClusterAccess access) {
      throw new AssertionError("a cluster was opened");
    }
  }
}
