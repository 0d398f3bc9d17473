package io.activo.deploy.image.registry;

import java.util.Set;

/**
 * The media types of images (OCI image specification 1.1; Docker image manifest version 2, schema
 * 2).
 */
final class MediaTypes {
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
  static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

  static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

  /** Layers as gzip, the same bytes whatever they are called. */
  static final Set<String> GZIP_LAYERS =
      Set.of("application/vnd.oci.image.layer.v1.tar+gzip", DOCKER_LAYER);

  /** Layers that are not compressed. */
  static final Set<String> TAR_LAYERS =
      Set.of(
          "application/vnd.oci.image.layer.v1.tar", "application/vnd.docker.image.rootfs.diff.tar");

  /** What is asked for where a manifest is. */
  static final String ACCEPTED =
      String.join(", ", OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST);

  private static final Set<String> INDEXES = Set.of(OCI_INDEX, DOCKER_LIST);
  private static final Set<String> MANIFESTS = Set.of(OCI_MANIFEST, DOCKER_MANIFEST);

  private MediaTypes() {}

  /** Whether it is a list of manifests. */
  static boolean isIndex(String type) {
    return INDEXES.contains(type);
  }

  /** Whether it is a manifest of any kind. */
  static boolean isManifest(String type) {
    return isIndex(type) || MANIFESTS.contains(type);
  }

  /** Whether its content must not be spread: Windows' base layers, for example. */
  static boolean isForeign(String type) {
    return type.contains(".nondistributable.") || type.contains(".rootfs.foreign.");
  }
}
