package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.Published;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Copies one image: blobs, then the manifests that name them, then the tag. */
final class ImageCopy {
  private final Repository from;
  private final Repository to;
  private final String tag;
  private final Progress progress;

  ImageCopy(Repository from, Repository to, String tag, Progress progress) {
    this.from = from;
    this.to = to;
    this.tag = tag;
    this.progress = progress;
  }

  /** Copies it as it is. */
  Published same() {
    return same(from.existingManifest());
  }

  /** Copies it in the form that Heroku takes. */
  Published heroku() {
    HerokuForm form = HerokuForm.of(from);
    if (form.fits()) {
      return same(form.manifest());
    }
    Optional<Digest> before = to.digest(tag);
    CopyProgress told = CopyProgress.of(progress, form.manifest().blobs().toList());
    BlobTransfer transfer = new BlobTransfer(from, to, told::moved);
    List<Callable<Descriptor>> work = new ArrayList<>();
    form.parts().forEach(part -> work.add(() -> brought(part, transfer, told)));
    return publish(form.converted(Transfers.all(work)), before);
  }

  private Descriptor brought(HerokuForm.Part part, BlobTransfer transfer, CopyProgress told) {
    Descriptor brought = part.blob();
    if (part.plain()) {
      brought = transfer.compress(brought);
    } else if (!to.isSameAs(from)) {
      transfer.copy(brought);
    }
    told.done();
    return brought.as(part.mediaType());
  }

  private Published same(Manifest manifest) {
    Optional<Digest> before = to.digest(tag);
    if (before.filter(manifest.digest()::equals).isPresent()) {
      return new Published(manifest.digest(), before);
    }
    if (!to.isSameAs(from) && !to.hasManifest(manifest.digest())) {
      List<Manifest> missing = missing(manifest);
      copyBlobs(Stream.concat(missing.stream(), Stream.of(manifest)).toList());
      missing.forEach(child -> to.put(child, child.digest().value()));
    }
    return publish(manifest, before);
  }

  /** The manifests below an index that the target lacks, each after those that it lists. */
  private List<Manifest> missing(Manifest index) {
    Map<Digest, Manifest> missing = new LinkedHashMap<>();
    for (Descriptor child : index.manifests()) {
      if (!missing.containsKey(child.digest()) && !to.hasManifest(child.digest())) {
        Manifest manifest = HerokuForm.child(from, child);
        missing(manifest).forEach(below -> missing.putIfAbsent(below.digest(), below));
        missing.put(child.digest(), manifest);
      }
    }
    return List.copyOf(missing.values());
  }

  private void copyBlobs(List<Manifest> manifests) {
    Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
    manifests.stream()
        .flatMap(Manifest::blobs)
        .forEach(blob -> blobs.putIfAbsent(blob.digest(), blob));
    CopyProgress told = CopyProgress.of(progress, List.copyOf(blobs.values()));
    BlobTransfer transfer = new BlobTransfer(from, to, told::moved);
    List<Callable<Digest>> work = new ArrayList<>();
    blobs
        .values()
        .forEach(
            blob ->
                work.add(
                    () -> {
                      transfer.copy(blob);
                      told.done();
                      return blob.digest();
                    }));
    Transfers.all(work);
  }

  private Published publish(Manifest manifest, Optional<Digest> before) {
    return publish(to, tag, manifest, before);
  }

  /** Moves the tag, and sees that what it names can be read. */
  static Published publish(Repository to, String tag, Manifest manifest, Optional<Digest> before) {
    to.put(manifest, tag);
    if (!to.becomesReadable(manifest.digest())) {
      throw new DeployException(
          Problem.of(
              "the registry took the manifest, but does not give " + manifest.digest() + " back",
              to.where(),
              "push again; if it stays so, see the registry's own log"));
    }
    return new Published(manifest.digest(), before);
  }
}
