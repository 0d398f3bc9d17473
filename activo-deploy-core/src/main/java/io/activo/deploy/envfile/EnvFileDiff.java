package io.activo.deploy.envfile;

import io.activo.deploy.secret.Masker;
import java.util.List;

/**
 * Tells changes of an env-file, a line for each, secrets masked: {@code REDIS_URL: redis://:***@h/7
 * -> redis://:***@h/8}.
 *
 * @param changes in the order in which they are told
 */
public record EnvFileDiff(List<EnvFileChange> changes) {
  public EnvFileDiff {
    changes = List.copyOf(changes);
  }

  /** The lines; none where nothing changed. */
  public List<String> lines(Masker masker) {
    return changes.stream().map(change -> line(change, masker)).toList();
  }

  private static String line(EnvFileChange change, Masker masker) {
    String key = change.key();
    if (change instanceof EnvFileChange.Added added) {
      return key + ": added, " + masker.show(key, added.after());
    }
    if (change instanceof EnvFileChange.Renamed renamed) {
      return renamed.before() + " renamed to " + key;
    }
    if (change instanceof EnvFileChange.Changed changed) {
      String before =
          changed.before().map(value -> masker.show(key, value)).orElse("from the environment");
      return key + ": " + before + " -> " + masker.show(key, changed.after());
    }
    return key + ": removed";
  }
}
