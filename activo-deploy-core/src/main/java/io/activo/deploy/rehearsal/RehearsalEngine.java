package io.activo.deploy.rehearsal;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An image engine that reads the whole build context, as a real one would, and runs nothing of it.
 * What it says of an image depends on the image's repository and on the context alone, so that a
 * run can be compared with another.
 */
public final class RehearsalEngine implements ImageEngine {
  private final Map<String, Built> built = new ConcurrentHashMap<>();
  private final RehearsedImages registry;

  private record Built(Digest context, Map<String, String> labels) {}

  /** An engine that pushes to registries of its own. */
  public RehearsalEngine() {
    this(new RehearsedImages());
  }

  /** An engine that pushes to these registries. */
  public RehearsalEngine(RehearsedImages registry) {
    this.registry = registry;
  }

  @Override
  public String describe() {
    return RehearsalCluster.DESCRIPTION;
  }

  @Override
  public void build(ImageBuild build, Progress progress) {
    Digest context = build.context().digest();
    Built image = new Built(context, build.options().labels());
    built.put(build.reference().toString(), image);
    build
        .options()
        .tags()
        .forEach(tag -> built.put(build.reference().withTag(tag).toString(), image));
    progress.line("context " + context);
  }

  @Override
  public Published push(ImageReference reference, Progress progress) {
    Built image = builtAs(reference);
    Published published =
        registry.put(
            reference,
            RehearsedImages.digest(reference.name() + "\n" + image.context()),
            image.labels());
    progress.status("pushed " + published.digest());
    return published;
  }

  private Built builtAs(ImageReference reference) {
    return Optional.ofNullable(built.get(reference.toString()))
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of(
                        "an image does not exist locally with the tag: " + reference.name(),
                        Place.of(reference.toString()),
                        "build it first")));
  }

  /** In the place of a tar, the digest of what the image was built from. */
  @Override
  public InputStream export(ImageReference reference) {
    byte[] context = builtAs(reference).context().toString().getBytes(StandardCharsets.UTF_8);
    return new ByteArrayInputStream(context);
  }

  /** The names of the images that were pushed, sorted. */
  public List<String> pushed() {
    return registry.names();
  }

  @Override
  public void close() {
    // nothing is held open
  }
}
