package io.activo.deploy.envfile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A variable whose value is another one afterwards. Values may be secrets: whoever shows them masks
 * them first.
 *
 * @param before the value before; empty for a new variable
 * @param after the value afterwards
 */
public record EnvFileChange(String key, Optional<String> before, String after) {

  /** What docker reads otherwise from one file than from another, in the order of the second. */
  public static List<EnvFileChange> between(EnvFile before, EnvFile after) {
    Map<String, String> old = before.readable();
    return after.readable().entrySet().stream()
        .filter(now -> !now.getValue().equals(old.get(now.getKey())))
        .map(
            now ->
                new EnvFileChange(
                    now.getKey(), Optional.ofNullable(old.get(now.getKey())), now.getValue()))
        .toList();
  }

  /** The key alone. */
  @Override
  public String toString() {
    return "EnvFileChange[" + key + "]";
  }
}
