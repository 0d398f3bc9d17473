package io.activo.deploy;

import io.activo.deploy.description.Text;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that the entries of {@code manifests} name. */
record ManifestFiles(PathsBelow paths) {
  private static final Pattern MANIFEST = Pattern.compile(".*\\.(?:ya?ml|json)(?:\\.tpl)?");

  /** Every file once, in the order of the entries; those of one entry by name. */
  Collection<Path> expand(List<Text> entries, Problems problems) {
    Set<Path> files = new LinkedHashSet<>();
    for (Text entry : entries) {
      problems.collect(() -> expand(entry)).ifPresent(files::addAll);
    }
    return files;
  }

  private List<Path> expand(Text entry) {
    if (entry.value().indexOf('*') >= 0) {
      return nonEmpty(entry, matching(entry), "no file matches");
    }
    Path path = paths.resolve(entry);
    if (Files.isDirectory(path)) {
      return nonEmpty(entry, manifestsIn(path, 1), "no manifest is in this folder");
    }
    if (!Files.isRegularFile(path)) {
      throw missing(entry, path);
    }
    return List.of(path);
  }

  /** {@code **}{@code /} stands for any number of folders, also for none. */
  private List<Path> matching(Text pattern) {
    String glob = pattern.value().replace("**/", "{**/,}");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return manifestsIn(paths.folder(), Integer.MAX_VALUE).stream()
        .filter(file -> matcher.matches(paths.folder().relativize(file)))
        .toList();
  }

  private static List<Path> manifestsIn(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> MANIFEST.matcher(file.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DeployException(
          Problem.of(
              "cannot list " + folder + ": " + PathsBelow.reason(e), "check its permissions"),
          e);
    }
  }

  private static List<Path> nonEmpty(Text entry, List<Path> files, String what) {
    if (files.isEmpty()) {
      throw new DeployException(
          Problem.of(
              "'" + entry.value() + "': " + what,
              entry.at(),
              "manifests end in .yml, .yaml or .json, with or without .tpl"));
    }
    return files;
  }

  private DeployException missing(Text entry, Path path) {
    Path folder = path.getParent();
    String[] siblings = folder == null ? null : folder.toFile().list();
    String near =
        siblings == null ? "" : NearestName.hint(path.getFileName().toString(), List.of(siblings));
    return new DeployException(
        Problem.of(
            "'" + entry.value() + "' is no file",
            entry.at(),
            near.isEmpty() ? "paths are relative to the description" : near));
  }
}
