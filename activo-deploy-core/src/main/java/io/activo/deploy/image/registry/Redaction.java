package io.activo.deploy.image.registry;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Masker;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what was sent to log in out of all that is told, also where a registry repeats it. */
final class Redaction {
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  void add(String secret) {
    secrets.add(secret);
  }

  String mask(String text) {
    return Masker.ofUrls().and(secrets).mask(text);
  }

  Problem mask(Problem problem) {
    return problem.map(this::mask);
  }

  /** The failure as it may be kept as a cause: a parser repeats what it could not read. */
  IOException mask(IOException failure) {
    IOException masked = new IOException(mask(failure.toString()));
    masked.setStackTrace(failure.getStackTrace());
    return masked;
  }
}
