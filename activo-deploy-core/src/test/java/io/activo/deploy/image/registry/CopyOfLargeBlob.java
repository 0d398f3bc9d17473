package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.Published;
import java.io.OutputStream;

/** Copies an image with a layer of 300 MB between two registries, for a run with a small heap. */
final class CopyOfLargeBlob {
  private static final long SIZE = 300_000_000;

  private CopyOfLargeBlob() {}

  public static void main(String[] args) throws Exception {
    try (RegistryScene scene = new RegistryScene()) {
      scene.ignoresLogs();
      Measured content = new Measured(new GeneratedBlob(SIZE));
      content.transferTo(OutputStream.nullOutputStream());
      Digest large = content.digest();
      scene.from.generated.put("app@" + large, () -> new GeneratedBlob(SIZE));
      String layer = FakeRegistry.descriptor(MediaTypes.DOCKER_LAYER, large, SIZE, "");
      String manifest =
          scene
              .manifest(MediaTypes.DOCKER_MANIFEST, RegistryScene.CONFIG, MediaTypes.DOCKER_LAYER)
              .replace("\"layers\":[", "\"layers\":[" + layer);
      scene.from.manifest("app", "1", MediaTypes.DOCKER_MANIFEST, manifest);
      Published published = scene.copy();
      System.out.println("copied " + published.digest() + " " + scene.to.uploaded.size());
    }
    System.exit(0);
  }
}
