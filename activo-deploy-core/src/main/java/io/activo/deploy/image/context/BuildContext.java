package io.activo.deploy.image.context;

import io.activo.deploy.image.Digest;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an image is built from: a folder without what its .dockerignore excludes, a Dockerfile, and
 * contents of our own. What is sent, and in which order, is what the docker CLI 28 sends to the
 * classic builder; the Dockerfile, the .dockerignore and {@code files} are sent even if a pattern
 * excludes them. A {@code <Dockerfile>.dockerignore} beside the Dockerfile stands in the place of
 * the .dockerignore, which is then not read, as BuildKit has it.
 *
 * @param folder the context folder
 * @param dockerfile the Dockerfile, inside the folder or outside
 * @param files contents that stand in the context in place of what the disk has, or besides it, by
 *     path relative to the folder, with slashes; never written to the disk
 */
public record BuildContext(Path folder, Path dockerfile, Map<String, byte[]> files) {

  /**
   * @throws DeployException if a path of {@code files} leaves the folder
   */
  public BuildContext {
    Map<String, byte[]> cleaned = new TreeMap<>();
    files.forEach((path, content) -> cleaned.put(inside(path), content.clone()));
    files = Map.copyOf(cleaned);
  }

  private static String inside(String path) {
    String clean = GoPath.clean(path);
    if (path.isEmpty()
        || clean.equals(".")
        || clean.startsWith("/")
        || clean.equals("..")
        || clean.startsWith("../")) {
      throw new DeployException(
          Problem.of(
              "'" + path + "' is no file below the build context",
              Place.of("build context"),
              "write a path relative to the context, such as .env"));
    }
    return clean;
  }

  /**
   * Refuses what cannot be built, before anything is sent: a missing folder or Dockerfile, a
   * malformed .dockerignore, a path of {@code files} below something that is no folder.
   *
   * @throws DeployException with everything that is wrong
   */
  public void check() {
    new ContextCheck(this).run();
  }

  /**
   * The path under which the builder finds the Dockerfile: relative to the context, with slashes;
   * made from its content where it is outside.
   */
  public String dockerfileInContext() {
    return ContextDockerfile.of(this).name();
  }

  /** The Dockerfile's text. */
  public String dockerfileText() {
    return ContextDockerfile.text(this);
  }

  /**
   * Writes the context as a tar, without a copy on disk or in memory; does not close the stream.
   *
   * @throws DeployException as {@link #check()}, or if a file cannot be read or changes meanwhile
   * @throws IOException if the stream fails
   */
  public void writeTo(OutputStream out) throws IOException {
    check();
    ContextTar tar = new ContextTar(out);
    walk().each(tar);
    tar.finish();
  }

  /**
   * The digest of what would be sent: paths, kinds, modes, contents, and which file is the
   * Dockerfile; not the times. Equal contexts have equal digests on every machine.
   *
   * @throws DeployException as {@link #writeTo}
   */
  public Digest digest() {
    check();
    ContextDigest digest = new ContextDigest(dockerfileInContext());
    try {
      walk().each(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digest.value();
  }

  private ContextWalk walk() {
    return ContextDockerfile.of(this).walk(this);
  }
}
