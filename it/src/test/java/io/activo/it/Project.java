package io.activo.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of one of the projects beside the tests, as somebody has it: in git, with one commit on
 * the branch {@code main}.
 *
 * @param folder where it is
 */
record Project(Path folder) {

  /** A copy of the project below {@code it/}. */
  static Project copy(String name, Path to) throws IOException {
    return new Project(to.toRealPath().resolve(name)).fill(Path.of(name).toAbsolutePath());
  }

  private Project fill(Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(any -> !isBuilt(from, any))::iterator) {
        Files.copy(file, folder.resolve(from.relativize(file).toString()));
      }
    }
    return inGit();
  }

  private static boolean isBuilt(Path root, Path file) {
    return root.relativize(file).startsWith("target");
  }

  private Project inGit() {
    Command.in(folder, "git", "init", "--quiet", "--initial-branch=main");
    return commit();
  }

  /** Commits everything. */
  Project commit() {
    Command.in(folder, "git", "add", "--all");
    Command.in(
        folder,
        "git",
        "-c",
        "user.name=Activo",
        "-c",
        "user.email=it@activo.example",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "--quiet",
        "--message=Change something");
    return this;
  }

  /** Makes a branch and stands on it. */
  Project branch(String name) {
    Command.in(folder, "git", "checkout", "--quiet", "-b", name);
    return this;
  }

  /** Writes a file; the folders above it are made. */
  Project write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return this;
  }

  /** Replaces a text that must be there. */
  Project replace(String file, String text, String by) throws IOException {
    String content = read(file);
    if (!content.contains(text)) {
      throw new AssertionError(file + " has no " + text);
    }
    return write(file, content.replace(text, by));
  }

  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** A run of Maven here. */
  MavenRun mvn(String... arguments) {
    return new MavenRun(folder, List.of(arguments), Map.of(), "");
  }

  /** Every file with a digest of its content, every folder; without what git keeps for itself. */
  Map<String, String> listing() throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> !folder.relativize(file).startsWith(".git"))
          .forEach(file -> listing.put(folder.relativize(file).toString(), digest(file)));
    }
    return listing;
  }

  /** The text of every file below {@code target}. */
  List<String> built() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("target"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  private static String digest(Path file) {
    if (Files.isDirectory(file)) {
      return "folder";
    }
    try {
      return sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SHA-256 of a content, in lower-case hexadecimal. */
  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
