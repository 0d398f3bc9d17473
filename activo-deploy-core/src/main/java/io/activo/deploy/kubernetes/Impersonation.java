package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Headers;

/**
 * Acting as another user: {@code as}, {@code as-uid}, {@code as-groups} and {@code as-user-extra}
 * of a kubeconfig's user (Kubernetes documentation, "User impersonation").
 *
 * @param user empty for nobody else
 * @param extra values by key
 */
record Impersonation(
    String user, String uid, List<String> groups, Map<String, List<String>> extra) {

  /** What a header's name may have beside letters and digits (RFC 9110 §5.6.2), but the escape. */
  private static final String NAME_CHARACTERS = "!#$&'*+-.^_`|~";

  /**
   * What a user's entry says.
   *
   * @param where the context
   * @throws DeployException if something is impersonated, but no user
   */
  static Impersonation of(LiveObject user, Place where) {
    Map<String, List<String>> extra = new TreeMap<>();
    user.object("as-user-extra").content().forEach((key, list) -> extra.put(key, texts(list)));
    Impersonation all =
        new Impersonation(
            user.text("as"),
            user.text("as-uid"),
            user.value("as-groups").map(Impersonation::texts).orElse(List.of()),
            extra);
    if (all.user.isEmpty() && all.headers().size() > 0) {
      throw new DeployException(
          Problem.of(
              "the kubeconfig has groups, uid or extra to act with, but no user to act as",
              where,
              "add 'as' to the user, or remove as-uid, as-groups and as-user-extra"));
    }
    return all;
  }

  /** The headers that the server reads; none where nobody is impersonated. */
  Headers headers() {
    Headers.Builder headers = new Headers.Builder();
    Stream.of(user).filter(text -> !text.isEmpty()).forEach(add(headers, "User"));
    Stream.of(uid).filter(text -> !text.isEmpty()).forEach(add(headers, "Uid"));
    groups.forEach(add(headers, "Group"));
    extra.forEach((key, values) -> values.forEach(add(headers, "Extra-" + escaped(key))));
    return headers.build();
  }

  private static Consumer<String> add(Headers.Builder headers, String name) {
    return value -> headers.addUnsafeNonAscii("Impersonate-" + name, value);
  }

  /** A key may be any text, a header's name may not: the server decodes percent signs. */
  private static String escaped(String key) {
    StringBuilder name = new StringBuilder();
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || NAME_CHARACTERS.indexOf(c) >= 0);
      name.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return name.toString();
  }

  private static List<String> texts(Object list) {
    return list instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of(list.toString());
  }
}
