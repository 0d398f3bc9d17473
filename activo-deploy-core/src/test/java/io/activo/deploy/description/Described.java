package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.git.Revision;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A description read in a test: {@code Described.in("staging", yaml).with("NAME", "value")}. */
final class Described {
  private static final String COMMIT = "1f2e3d4c5b6a79880123456789abcdef01234567";

  private final Optional<String> environment;
  private final String yaml;
  private final Map<String, String> properties = new java.util.HashMap<>();
  private final Map<String, String> process = new java.util.HashMap<>();
  private final Map<String, byte[]> files = new java.util.HashMap<>();
  private Optional<String> from = Optional.empty();
  private final List<ImageReference> given = new java.util.ArrayList<>();
  private Revision revision =
      new Revision(Optional.of(COMMIT), Optional.of("develop"), Optional.empty(), List.of());

  private Described(Optional<String> environment, String yaml) {
    this.environment = environment;
    this.yaml = yaml;
  }

  static Described in(String environment, String yaml) {
    return new Described(Optional.of(environment), yaml);
  }

  static Described chosen(String yaml) {
    return new Described(Optional.empty(), yaml);
  }

  Described with(String name, String value) {
    process.put(name, value);
    return this;
  }

  Described withProperty(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** The environment whose images are promoted. */
  Described from(String environment) {
    from = Optional.of(environment);
    return this;
  }

  /** An image that is deployed in the place of one that is described. */
  Described given(String reference) {
    given.add(ImageReference.parse(reference));
    return this;
  }

  /** A file beside the description. */
  Described withFile(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  private byte[] file(Text path) {
    byte[] content = files.get(path.value());
    if (content == null) {
      throw new DeployException(Problem.of("'" + path + "' cannot be read", path.at(), "make it"));
    }
    return content;
  }

  Described on(Revision other) {
    revision = other;
    return this;
  }

  Described onBranch(String branch) {
    return on(new Revision(Optional.of(COMMIT), Optional.of(branch), Optional.empty(), List.of()));
  }

  /** The description; the test fails if anything is wrong with it. */
  DeployDescription description() {
    Problems problems = new Problems();
    Optional<DeployDescription> description = read(problems);
    assertEquals(List.of(), problems.list());
    return description.orElseThrow();
  }

  /** The headlines of everything that is wrong must be these. */
  void isRefused(String... headlines) {
    Problems problems = new Problems();
    var unused = read(problems);
    List<String> found = problems.list().stream().map(Problem::headline).toList();
    assertEquals(String.join("\n", Arrays.asList(headlines)), String.join("\n", found));
  }

  List<Problem> problems() {
    Problems problems = new Problems();
    var unused = read(problems);
    return problems.list();
  }

  private Optional<DeployDescription> read(Problems problems) {
    DescriptionReader.Asked asked =
        new DescriptionReader.Asked(
            environment,
            properties,
            process,
            Instant.parse("2026-11-23T10:20:30Z"),
            this::file,
            new AskedImages(given, from));
    return new DescriptionReader(asked, revision, problems).read("activo.yml", yaml);
  }
}
