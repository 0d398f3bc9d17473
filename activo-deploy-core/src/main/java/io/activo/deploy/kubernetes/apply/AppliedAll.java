package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.Applied;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What applying many objects did.
 *
 * @param objects one by one, in the order in which they were given
 */
public record AppliedAll(List<Applied> objects) {
  public AppliedAll {
    objects = List.copyOf(objects);
  }

  /** How many objects met this change. */
  public long count(Applied.Change change) {
    return objects.stream().filter(one -> one.change() == change).count();
  }

  /** {@code 1 created, 0 changed, 34 unchanged}, and what was recreated where anything was. */
  public String summary() {
    return Stream.of(Applied.Change.values())
        .filter(change -> change != Applied.Change.RECREATED || count(change) > 0)
        .map(change -> count(change) + " " + word(change))
        .collect(Collectors.joining(", "));
  }

  static String word(Applied.Change change) {
    return change.name().toLowerCase(Locale.ROOT);
  }
}
