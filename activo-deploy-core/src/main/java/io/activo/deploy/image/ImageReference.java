package io.activo.deploy.image;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.Optional;

/**
 * The name of an image: registry, path, tag, digest, by the grammar of distribution/reference 0.6.
 *
 * @param name the name as written, without tag and digest: {@code gcr.io/project/app}
 * @param tag letters, digits, {@code _ . -}, at most 128
 */
public record ImageReference(String name, Optional<String> tag, Optional<Digest> digest) {
  /** The registry of a name that names none. */
  public static final String DOCKER_HUB = ReferenceGrammar.HUB;

  private static final String EXAMPLE = "write it like gcr.io/project/app:1.0";
  private static final String LIBRARY = "library/";

  /**
   * @throws DeployException if the three make no reference
   */
  public ImageReference {
    String text = write(name, tag, digest);
    Optional<String> fault = fault(text);
    if (fault.isPresent()) {
      throw new DeployException(Problem.of(fault.get(), EXAMPLE));
    }
    if (!ReferenceGrammar.read(text).name().equals(name)) {
      throw new IllegalArgumentException("a name without tag and digest: " + name);
    }
  }

  /**
   * Reads a reference, {@code name[:tag][@digest]}, and keeps it as written.
   *
   * @throws DeployException if the text is none
   */
  public static ImageReference parse(String text) {
    Optional<String> fault = fault(text);
    if (fault.isPresent()) {
      throw new DeployException(Problem.of(fault.get(), EXAMPLE));
    }
    ReferenceGrammar read = ReferenceGrammar.read(text);
    return new ImageReference(read.name(), read.tag(), read.digest());
  }

  /** What is wrong with a text as a reference, a clause; empty when it is one. */
  public static Optional<String> fault(String text) {
    return ReferenceGrammar.fault(text)
        .map(fault -> "'" + text + "' is no image reference: " + fault);
  }

  /**
   * The registry's host, with its port if it has one; {@code docker.io} where none is written.
   * Empty for a name whose first part looks like a host and is none, as {@code a_b.com/app}.
   */
  public String domain() {
    return ReferenceGrammar.read(toString()).domain();
  }

  /** What follows the registry's host: {@code library/debian} for {@code debian}. */
  public String path() {
    return ReferenceGrammar.read(toString()).path();
  }

  /** The shortest text that means the same: without {@code docker.io/} and {@code library/}. */
  public String familiar() {
    String path = path();
    if (!domain().equals(ReferenceGrammar.HUB)) {
      return write(fullName(), tag, digest);
    }
    boolean official = path.startsWith(LIBRARY) && path.indexOf('/', LIBRARY.length()) < 0;
    return write(official ? path.substring(LIBRARY.length()) : path, tag, digest);
  }

  /** The same image with its registry and its whole path written out. */
  public ImageReference normalized() {
    return new ImageReference(fullName(), tag, digest);
  }

  /** The same image, under the tag {@code latest} if neither a tag nor a digest is written. */
  public ImageReference withDefaultTag() {
    return tag.isPresent() || digest.isPresent() ? this : withTag("latest");
  }

  /** The same image under a tag. */
  public ImageReference withTag(String newTag) {
    return new ImageReference(name, Optional.of(newTag), digest);
  }

  /** The same image and tag, held to exactly this content. */
  public ImageReference withDigest(Digest newDigest) {
    return new ImageReference(name, tag, Optional.of(newDigest));
  }

  /** As written: {@code name[:tag][@digest]}. */
  @Override
  public String toString() {
    return write(name, tag, digest);
  }

  private String fullName() {
    ReferenceGrammar read = ReferenceGrammar.read(toString());
    return read.domain().isEmpty() ? read.path() : read.domain() + "/" + read.path();
  }

  private static String write(String name, Optional<String> tag, Optional<Digest> digest) {
    return name + tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
  }
}
