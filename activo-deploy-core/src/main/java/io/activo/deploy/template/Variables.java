package io.activo.deploy.template;

import io.activo.deploy.problem.NearestName;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.lookup.StringLookup;

/**
 * The variables that a template is rendered with.
 *
 * @param lookup gives the value of a name, null when it is not set; an empty value is set
 * @param names the names that are set, as far as they are known: what a misspelt one may mean
 */
public record Variables(StringLookup lookup, Set<String> names) {
  public Variables {
    names = Set.copyOf(names);
  }

  /** The entries of a map. */
  public static Variables of(Map<String, String> values) {
    Map<String, String> copy = Map.copyOf(values);
    return new Variables(copy::get, copy.keySet());
  }

  /** Whatever a lookup finds; what a misspelt name may mean is not known. */
  public static Variables of(StringLookup lookup) {
    return new Variables(lookup, Set.of());
  }

  /** The environment of this process, as Java decodes it. */
  public static Variables environment() {
    return of(System.getenv());
  }

  /** The value of a name, empty when it is not set. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(lookup.apply(name));
  }

  /**
   * The set name that an unset one probably means: the nearest by spelling, otherwise the shortest
   * that has more or fewer parts at its end ({@code WEB_HOST}, {@code WEB_HOST_DOMAIN}).
   */
  Optional<String> nearest(String unset) {
    return NearestName.of(unset, names).or(() -> shortestExtension(unset));
  }

  private Optional<String> shortestExtension(String unset) {
    return names.stream()
        .filter(name -> name.startsWith(unset + "_") || unset.startsWith(name + "_"))
        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
  }
}
