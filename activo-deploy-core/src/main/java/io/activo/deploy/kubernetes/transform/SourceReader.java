package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.envfile.EnvFile;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the sources of one generator. */
record SourceReader(GeneratorInputs inputs, GeneratedData data, Problems problems) {

  void read(Source source) {
    problems.run(
        () -> {
          if (source instanceof Source.Files files) {
            files(files);
          } else if (source instanceof Source.Literal literal) {
            data.add(literal.key(), literal.value().reveal(), literal.at());
          } else if (source instanceof Source.EnvLines lines) {
            lines(lines);
          } else if (source instanceof Source.Prefixed prefixed) {
            prefixed(prefixed);
          } else if (source instanceof Source.Values known) {
            known.values().forEach((key, value) -> data.add(key, value.reveal(), known.at()));
          }
        });
  }

  private void files(Source.Files source) {
    Path path = inputs.paths().resolve(source.path(), source.at());
    if (!Files.isDirectory(path)) {
      String name = String.valueOf(path.getFileName());
      data.add(source.key().orElse(name), content(path, source.path(), source.at()), source.at());
    } else if (source.key().isPresent()) {
      throw refused(source.path(), "is a folder, and gets no key of its own", source.at());
    } else {
      List<Path> files = filesIn(path, source);
      if (files.isEmpty()) {
        throw refused(source.path(), "is a folder without files", source.at());
      }
      for (Path file : files) {
        data.add(
            file.getFileName().toString(), content(file, source.path(), source.at()), source.at());
      }
    }
  }

  private static List<Path> filesIn(Path folder, Source.Files source) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw refused(source.path(), "cannot be listed: " + reason(e), source.at());
    }
  }

  /** The content of a file; one that is too large for any object is not read. */
  private static byte[] content(Path file, String written, Place.InText at) {
    try {
      if (Files.size(file) > GeneratedData.LIMIT) {
        throw refused(written, "is larger than a ConfigMap or Secret can be: 1 MiB", at);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refused(written, "cannot be read: " + reason(e), at);
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
  }

  private static DeployException refused(String path, String what, Place.InText at) {
    return new DeployException(
        Problem.of("'" + path + "' " + what, at, "paths are relative to the description"));
  }

  private void lines(Source.EnvLines source) {
    Path path = inputs.paths().resolve(source.path(), source.at());
    EnvFile file = EnvFile.parse(source.path(), content(path, source.path(), source.at()));
    var written = file.readable();
    for (String key : file.keys()) {
      Place.InText at = file.place(key).orElse(source.at());
      Optional<String> value =
          Optional.ofNullable(written.get(key)).or(() -> inputs.variables().value(key));
      value.ifPresentOrElse(text -> data.add(key, text, at), () -> problems.add(unset(key, at)));
    }
  }

  private Problem unset(String key, Place.InText at) {
    String near = NearestName.hint(key, inputs.variables().names());
    return Problem.of(
        "the variable " + key + " is not set",
        at,
        near.isEmpty() ? "set it, or write " + key + "= for an empty value" : near);
  }

  private void prefixed(Source.Prefixed source) {
    List<String> names =
        inputs.variables().names().stream()
            .filter(name -> name.startsWith(source.prefix()) && !name.equals(source.prefix()))
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw new DeployException(
          Problem.of(
              "no variable begins with '" + source.prefix() + "'",
              source.at(),
              "set one, or remove the prefix"));
    }
    for (String name : names) {
      String key = name.substring(source.prefix().length());
      inputs.variables().value(name).ifPresent(value -> data.add(key, value, source.at()));
    }
  }
}
