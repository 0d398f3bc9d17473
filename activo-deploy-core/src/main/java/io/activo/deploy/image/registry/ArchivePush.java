package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.Published;
import io.activo.deploy.problem.Place;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Pushes the image of an archive in the form that Heroku takes. The archive is read once to learn
 * what its layers become, and once more when the registry lacks some; it is kept nowhere.
 */
final class ArchivePush {
  private final ImageArchive archive;
  private final Repository to;
  private final String tag;
  private final Progress progress;

  ArchivePush(ImageArchive archive, Repository to, String tag, Progress progress) {
    this.archive = archive;
    this.to = to;
    this.tag = tag;
    this.progress = progress;
  }

  Published push() {
    Optional<Digest> before = to.digest(tag);
    ArchiveIndex index = index(to.where());
    ArchivedImage image = ArchivedImage.of(index, to.where());
    Manifest manifest = image.manifest();
    if (before.filter(manifest.digest()::equals).isPresent()) {
      return new Published(manifest.digest(), before);
    }
    send(image, blobs(index, image));
    return ImageCopy.publish(to, tag, manifest, before);
  }

  private ArchiveIndex index(Place where) {
    progress.status("reading the layers of the image");
    try (TarArchiveInputStream tar = ArchiveBlobs.passage(archive)) {
      return ArchiveIndex.read(tar);
    } catch (IOException e) {
      throw ArchiveBlobs.unreadable(e, where);
    }
  }

  /** The config, then the layers in the order of the archive, each once. */
  private static List<Descriptor> blobs(ArchiveIndex index, ArchivedImage image) {
    Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
    blobs.put(image.configBlob().digest(), image.configBlob());
    index.files().values().stream()
        .filter(image.layers()::contains)
        .map(ArchivedFile::blob)
        .forEach(blob -> blobs.putIfAbsent(blob.digest(), blob));
    return List.copyOf(blobs.values());
  }

  private void send(ArchivedImage image, List<Descriptor> blobs) {
    CopyProgress told = CopyProgress.of(progress, blobs);
    try (ArchiveBlobs source = new ArchiveBlobs(archive, image)) {
      BlobTransfer transfer = new BlobTransfer(source, to, told::moved);
      for (Descriptor blob : blobs) {
        transfer.copy(blob);
        told.done();
      }
    } catch (IOException e) {
      throw ArchiveBlobs.unreadable(e, image.where());
    }
  }
}
