package io.activo.deploy.envfile;

/** Replaces the parts of the database URLs in a value. */
final class DatabaseUrls implements ValueEdit {
  private final DatabaseParts parts;

  DatabaseUrls(DatabaseParts parts) {
    this.parts = parts;
  }

  @Override
  public String apply(String key, String value) {
    if (!parts.isEmpty()) {
      throw new UnsupportedOperationException("database URLs");
    }
    return value;
  }
}
