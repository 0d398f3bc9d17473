package io.activo.deploy.image.registry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a token is to allow (distribution specification, token scope).
 *
 * @param entries {@code repository:library/debian:pull}, in a fixed order
 */
record Scope(List<String> entries) {
  Scope {
    entries = entries.stream().distinct().sorted().toList();
  }

  /** Reading a repository. */
  static Scope pull(String path) {
    return new Scope(List.of("repository:" + path + ":pull"));
  }

  /** Reading and writing a repository. */
  static Scope push(String path) {
    return new Scope(List.of("repository:" + path + ":pull,push"));
  }

  /** Both. */
  Scope and(Scope other) {
    return new Scope(Stream.concat(entries.stream(), other.entries.stream()).toList());
  }

  /** What a challenge asks for: entries separated by blanks. */
  static Scope of(Challenge challenge) {
    return new Scope(
        Arrays.stream(challenge.parameter("scope").split(" "))
            .filter(entry -> !entry.isBlank())
            .toList());
  }
}
