package io.activo.deploy.image.registry;

/** What a copied image becomes. */
public enum ImageForm {
  /** What it is, byte for byte: the same digest. */
  SAME,

  /**
   * What Heroku takes: one Docker image manifest, version 2 schema 2, for linux/amd64. An OCI
   * manifest is converted, of an index that platform's image is taken.
   */
  HEROKU
}
