package io.activo.deploy;

import io.activo.deploy.description.ManifestEntry;
import io.activo.deploy.description.Text;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that the entries of {@code manifests} name. */
record ManifestFiles(PathsBelow paths) {
  private static final Pattern MANIFEST = Pattern.compile(".*\\.(?:ya?ml|json)(?:\\.tpl)?");

  /**
   * One file, and the entry for which it is rendered.
   *
   * @param path where it is
   */
  record Chosen(Path path, ManifestEntry entry) {}

  /**
   * The files in the order of the entries; those of one entry by name. An entry that names a file
   * takes it out of the folders and patterns; only for another namespace or suffix a file is
   * rendered once more.
   */
  List<Chosen> chosen(List<ManifestEntry> entries, Problems problems) {
    List<Chosen> all = new ArrayList<>();
    for (ManifestEntry entry : entries) {
      problems
          .collect(() -> expand(entry.path()))
          .ifPresent(files -> files.forEach(file -> all.add(new Chosen(file, entry))));
    }
    List<Chosen> chosen = new ArrayList<>();
    for (Chosen one : all) {
      if (isNamed(one) || all.stream().noneMatch(other -> isNamed(other) && isSame(one, other))) {
        add(one, chosen, problems);
      }
    }
    return chosen;
  }

  /** Of folders and patterns the first has it; named twice it is a mistake. */
  private void add(Chosen one, List<Chosen> chosen, Problems problems) {
    Optional<Chosen> earlier = chosen.stream().filter(other -> isSame(one, other)).findFirst();
    if (earlier.isEmpty()) {
      chosen.add(one);
    } else if (isNamed(one)) {
      problems.add(
          Problem.of(
              "'"
                  + one.entry().path()
                  + "' stands here again, after "
                  + earlier.get().entry().path().at(),
              one.entry().path().at(),
              "remove one, or give it a 'namespace' or 'suffix' of its own"));
    }
  }

  private static boolean isSame(Chosen one, Chosen other) {
    return one.path().equals(other.path()) && !one.entry().differsFrom(other.entry());
  }

  private boolean isNamed(Chosen one) {
    return one.entry().path().value().indexOf('*') < 0
        && one.path().equals(paths.resolve(one.entry().path()));
  }

  /** Every file once, whatever names it. */
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
      return nonEmpty(entry, manifestsIn(entry, path, 1), "no manifest is in this folder");
    }
    if (!Files.isRegularFile(path)) {
      throw missing(entry, path);
    }
    return List.of(path);
  }

  /** {@code **}{@code /} stands for any number of folders, also for none. */
  private List<Path> matching(Text pattern) {
    String glob = pattern.value().replaceFirst("^(?:\\./)+", "");
    List<PathMatcher> matchers =
        withoutFolders(glob).stream().map(each -> matcher(pattern, each)).toList();
    Path start = paths.resolve(new Text(literalFolder(glob), pattern.at()));
    return manifestsIn(pattern, start, Integer.MAX_VALUE).stream()
        .filter(file -> matchers.stream().anyMatch(m -> m.matches(paths.folder().relativize(file))))
        .toList();
  }

  /** The pattern also for no folder at all; groups of Java's patterns cannot be nested. */
  private static List<String> withoutFolders(String glob) {
    return glob.indexOf('{') < 0
        ? List.of(glob.replace("**/", "{**/,}"))
        : List.of(glob, glob.replace("**/", ""));
  }

  /** The folders before the first sign of a pattern: nothing else has to be looked through. */
  private static String literalFolder(String glob) {
    int sign = glob.replaceAll("[\\[{?\\\\]", "*").indexOf('*');
    int slash = glob.lastIndexOf('/', sign);
    return slash < 0 ? "." : glob.substring(0, slash);
  }

  private static PathMatcher matcher(Text pattern, String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw new DeployException(
          Problem.of(
              "'" + pattern.value() + "' is no pattern: " + e.getDescription(), pattern.at(), ""),
          e);
    }
  }

  private static List<Path> manifestsIn(Text entry, Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> MANIFEST.matcher(file.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new DeployException(
          Problem.of(
              "'" + entry.value() + "' cannot be listed: " + e.getMessage(),
              entry.at(),
              "check the permissions, or name the files"),
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
