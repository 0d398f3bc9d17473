package io.activo.deploy;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.PrivateFile;
import io.activo.deploy.template.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a deploy would put into the cluster and into the image, as files.
 *
 * @param manifests one for each file of the description, by its path there without {@code .tpl}
 * @param envFile the rewritten env-file, at most one
 * @param warnings what is allowed, but probably not meant
 * @param masker knows every secret of the files
 */
public record RenderedFiles(
    List<RenderedFile> manifests,
    List<RenderedFile> envFile,
    List<Problem> warnings,
    Masker masker) {
  private static final String TEMPLATE = ".tpl";
  private static final String MANIFESTS = "manifests";
  private static final String ENV_FILE = "env-file";

  public RenderedFiles {
    manifests = List.copyOf(manifests);
    envFile = List.copyOf(envFile);
    warnings = List.copyOf(warnings);
  }

  /**
   * One file.
   *
   * @param name its path below the folder that it is written to
   * @param content what is written
   */
  public record RenderedFile(String name, PrivateFile.Content content) {}

  static RenderedFiles of(
      PlannedManifests manifests, PlannedEnvFile envFile, List<Problem> warnings, Masker masker) {
    return new RenderedFiles(
        manifests(manifests.files()),
        envFile.path().stream()
            .map(any -> new RenderedFile(ENV_FILE, out -> out.write(envFile.file().bytes())))
            .toList(),
        warnings,
        masker);
  }

  /**
   * Where a file without {@code .tpl} is a manifest too, the template keeps its ending. A file that
   * is rendered once more, for another entry, has its number in the name: {@code web.2.yml}.
   */
  private static List<RenderedFile> manifests(List<Rendered> files) {
    Set<String> names = files.stream().map(Rendered::file).collect(Collectors.toSet());
    Map<String, Integer> times = new HashMap<>();
    return files.stream()
        .map(
            text -> {
              String name = text.file();
              String plain =
                  name.endsWith(TEMPLATE)
                      ? name.substring(0, name.length() - TEMPLATE.length())
                      : name;
              String written = names.contains(plain) ? name : plain;
              int time = times.merge(written, 1, Integer::sum);
              String path = MANIFESTS + "/" + (time == 1 ? written : numbered(written, time));
              return new RenderedFile(path, out -> out.write(text.bytes()));
            })
        .toList();
  }

  private static String numbered(String name, int number) {
    int dot = name.indexOf('.', name.lastIndexOf('/') + 2);
    return dot < 0
        ? name + "." + number
        : name.substring(0, dot) + "." + number + name.substring(dot);
  }

  /**
   * Writes them below a folder, for their owner only; the manifests of an earlier run go away.
   *
   * @return the files that were written
   */
  public List<Path> writeTo(Path folder) throws IOException {
    remove(folder.resolve(MANIFESTS));
    Files.deleteIfExists(folder.resolve(ENV_FILE));
    List<Path> written = new ArrayList<>();
    for (RenderedFile file : Stream.concat(manifests.stream(), envFile.stream()).toList()) {
      Path path = folder.resolve(file.name());
      PrivateFile.write(path, file.content());
      written.add(path);
    }
    return written;
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
