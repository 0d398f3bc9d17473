package io.activo.deploy.image.engine;

/**
 * A place where an engine may be.
 *
 * @param source who names it: {@code DOCKER_HOST}; empty for a usual place
 */
record EngineCandidate(EngineAddress address, String source) {

  /** {@code tcp://far:2376 with TLS, from the Docker context 'far'}. */
  @Override
  public String toString() {
    return address + (source.isEmpty() ? "" : ", from " + source);
  }
}
