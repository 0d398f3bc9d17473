package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where keys of a generated ConfigMap or Secret come from. Contents are taken as they are, never
 * rendered. What keys hold may be secret, and is never shown.
 */
public sealed interface Source {

  /** Where it is asked for. */
  Place.InText at();

  /**
   * A file, whose name is the key unless another is given; or a folder, of which every file becomes
   * a key, those of its folders not.
   */
  record Files(Optional<String> key, String path, Place.InText at) implements Source {

    /**
     * Reads {@code PATH} or {@code KEY=PATH}.
     *
     * @throws DeployException if a part is empty, or {@code =} stands there twice
     */
    public static Files parse(String text, Place.InText at) {
      String[] parts = text.split("=", -1);
      boolean isBroken =
          parts.length > 2 || parts[0].isEmpty() || parts[parts.length - 1].isEmpty();
      if (isBroken) {
        throw new DeployException(
            Problem.of("'" + text + "' names no file", at, "write PATH or KEY=PATH"));
      }
      return parts.length == 1
          ? new Files(Optional.empty(), text, at)
          : new Files(Optional.of(parts[0]), parts[1], at);
    }
  }

  /** One key and its value. */
  record Literal(String key, Secret value, Place.InText at) implements Source {

    /**
     * Reads {@code KEY=VALUE}; quotes of one kind around the whole value are dropped, as kustomize
     * 5.7 drops them.
     *
     * @throws DeployException if there is no key or no {@code =}; it does not show the text
     */
    public static Literal parse(String text, Place.InText at) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new DeployException(Problem.of("a literal has no key", at, "write KEY=VALUE"));
      }
      String value = unquoted(text.substring(equals + 1));
      return new Literal(text.substring(0, equals), Secret.of(value), at);
    }

    private static String unquoted(String text) {
      int last = text.length() - 1;
      boolean quoted =
          last > 0
              && text.charAt(0) == text.charAt(last)
              && (text.charAt(0) == '"' || text.charAt(0) == '\'');
      return quoted ? text.substring(1, last) : text;
    }
  }

  /**
   * An env-file, lines {@code KEY=VALUE} with quotes kept, as docker and kustomize read them; the
   * value of a line without {@code =} is the variable's, which must be set.
   */
  record EnvLines(String path, Place.InText at) implements Source {}

  /**
   * Every variable of the description and of the process whose name begins with the prefix and has
   * more; the key is what follows the prefix.
   */
  record Prefixed(String prefix, Place.InText at) implements Source {
    /**
     * @throws DeployException if the prefix is empty: every variable would be taken
     */
    public Prefixed {
      if (prefix.isEmpty()) {
        throw new DeployException(
            Problem.of("a prefix is empty", at, "write what the variables' names begin with"));
      }
    }
  }

  /** Keys and values that are known already, as those of the rewritten env-file. */
  record Values(Map<String, Secret> values, Place.InText at) implements Source {
    public Values {
      values = new LinkedHashMap<>(values);
    }
  }
}
