package io.activo.deploy.kubernetes.transform;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.template.Variables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A transformation that a test asks for piece by piece. */
final class Transforming {
  private final List<EntryObjects> entries = new ArrayList<>();
  private final List<Generator> generators = new ArrayList<>();
  private final List<ImageChange> images = new ArrayList<>();
  private final List<Annotation> annotations = new ArrayList<>();
  private Optional<PullSecret> pullSecret = Optional.empty();
  private Optional<Instant> restart = Optional.empty();
  private Variables variables = Variables.of(Map.of());
  private Path folder = Path.of(".");
  private String namespace = "";
  private int line;

  /** The next line of the description. */
  Place.InText at() {
    line++;
    return Place.in("activo.yml", line, 1);
  }

  PlacedText text(String value) {
    return new PlacedText(value, at());
  }

  Transforming manifests(String yaml) {
    entries.add(EntryObjects.of(read(yaml)));
    return this;
  }

  Transforming suffixed(String suffix, String yaml) {
    entries.add(new EntryObjects(read(yaml), Optional.empty(), Optional.of(text(suffix))));
    return this;
  }

  Transforming placed(String entryNamespace, String yaml) {
    entries.add(new EntryObjects(read(yaml), Optional.of(text(entryNamespace)), Optional.empty()));
    return this;
  }

  static List<Manifest> read(String yaml) {
    return Manifests.read("deploy/web.yml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  Transforming generator(Generator.Kind kind, String name, boolean hash, Source... sources) {
    generators.add(new Generator(kind, text(name), List.of(sources), hash));
    return this;
  }

  Transforming configMap(String name, String... literals) {
    return generator(Generator.Kind.CONFIG_MAP, name, true, literals(literals));
  }

  Source[] literals(String... literals) {
    return List.of(literals).stream()
        .map(literal -> Source.Literal.parse(literal, at()))
        .toArray(Source[]::new);
  }

  Transforming generator(Generator generator) {
    generators.add(generator);
    return this;
  }

  Transforming image(String target, String image) {
    images.add(ImageChange.parse(text(target), text(image)));
    return this;
  }

  Transforming annotation(String key, String value) {
    annotations.add(new Annotation(key, value, at()));
    return this;
  }

  Transforming pullSecret(String name, PullSecret.RegistryLogin... logins) {
    pullSecret = Optional.of(new PullSecret(text(name), List.of(logins)));
    return this;
  }

  Transforming restart(String time) {
    restart = Optional.of(Instant.parse(time));
    return this;
  }

  Transforming variables(Map<String, String> values) {
    variables = Variables.of(values);
    return this;
  }

  Transforming in(Path files) {
    folder = files;
    return this;
  }

  Transforming namespace(String name) {
    namespace = name;
    return this;
  }

  Transformed apply() {
    Transformation asked = new Transformation(generators, images, annotations, pullSecret, restart);
    return asked.apply(
        entries, new GeneratorInputs((path, at) -> folder.resolve(path), variables), namespace);
  }

  /** The only object of this kind. */
  Map<String, Object> one(String kind) {
    List<Manifest> found =
        apply().manifests().stream().filter(each -> each.ref().kind().equals(kind)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects of kind " + kind);
    }
    return found.get(0).content();
  }

  /** What is wrong, a problem a line. */
  String refused() {
    return String.valueOf(assertThrows(DeployException.class, this::apply).getMessage());
  }
}
