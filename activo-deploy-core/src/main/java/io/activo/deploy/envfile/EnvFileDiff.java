package io.activo.deploy.envfile;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.activo.deploy.envfile.EnvFileChange.Renamed;
import io.activo.deploy.secret.Masker;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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

  /** The lines; none where nothing changed. A value is secret if its key is now or was before. */
  public List<String> lines(Masker masker) {
    Map<String, List<String>> oldKeys =
        changes.stream()
            .filter(Renamed.class::isInstance)
            .map(Renamed.class::cast)
            .collect(groupingBy(Renamed::key, mapping(Renamed::before, toList())));
    return changes.stream()
        .map(change -> line(change, value -> shown(change.key(), value, oldKeys, masker)))
        .toList();
  }

  private static String shown(
      String key, String value, Map<String, List<String>> oldKeys, Masker masker) {
    String shown = masker.show(key, value);
    for (String oldKey : oldKeys.getOrDefault(key, List.of())) {
      shown = masker.show(oldKey, shown);
    }
    return shown;
  }

  private static String line(EnvFileChange change, UnaryOperator<String> shown) {
    String key = change.key();
    if (change instanceof EnvFileChange.Added added) {
      return key + ": added, " + shown.apply(added.after());
    }
    if (change instanceof Renamed renamed) {
      return renamed.before() + " renamed to " + key;
    }
    if (change instanceof EnvFileChange.Changed changed) {
      String before = changed.before().map(shown).orElse("from the environment");
      return key + ": " + before + " -> " + shown.apply(changed.after());
    }
    return key + ": removed";
  }
}
