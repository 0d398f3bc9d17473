package io.activo.maven;

import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;
import org.apache.maven.plugin.logging.Log;

/** Writes what stays into Maven's log. */
record LoggedProgress(Log log, Masker masker) implements Progress {
  @Override
  public void line(String text) {
    log.info(masker.mask(text));
  }

  @Override
  public void status(String text) {
    // the answer comes at once, or after five seconds
  }
}
