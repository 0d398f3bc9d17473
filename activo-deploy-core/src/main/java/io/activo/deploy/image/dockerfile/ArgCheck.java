package io.activo.deploy.image.dockerfile;

import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Holds build arguments against what a Dockerfile declares. The proxies that every builder takes
 * ({@code HTTP_PROXY} …) and BuildKit's own switches need no {@code ARG}.
 *
 * @param places where an argument was given, by its name
 */
public record ArgCheck(Dockerfile dockerfile, Function<String, Place> places) {
  private static final Set<String> PROXIES =
      Set.of("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY");
  private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY");

  /** Long, of letters and digits mixed, and no commit or digest, which are hexadecimal. */
  private static final Pattern TOKEN =
      Pattern.compile("(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])(?![0-9a-fA-F]+$)[A-Za-z0-9_+=-]{32,}");

  /** A problem for each argument that no {@code ARG} declares. */
  public List<Problem> problems(Map<String, String> given) {
    List<String> declared =
        BuildArg.of(dockerfile.instructions()).stream().map(BuildArg::name).distinct().toList();
    return new TreeMap<>(given)
        .keySet().stream()
            .filter(name -> !declared.contains(name) && !isPredefined(name))
            .map(name -> undeclared(name, declared))
            .toList();
  }

  private static boolean isPredefined(String name) {
    boolean oneCase =
        name.equals(name.toUpperCase(Locale.ROOT)) || name.equals(name.toLowerCase(Locale.ROOT));
    return (oneCase && PROXIES.contains(name.toUpperCase(Locale.ROOT)))
        || name.startsWith("BUILDKIT_")
        || name.equals("SOURCE_DATE_EPOCH");
  }

  private Problem undeclared(String name, List<String> declared) {
    String hint = NearestName.hint(name, declared);
    return Problem.of(
        "no ARG of " + dockerfile.file() + " declares the build argument '" + name + "'",
        places.apply(name),
        hint.isEmpty() ? "declare it there, or leave it out" : hint);
  }

  /** A warning for each argument, given or by default, that looks like a secret. */
  public List<Problem> warnings(Map<String, String> given) {
    List<Problem> warnings = new ArrayList<>();
    new TreeMap<>(given)
        .forEach(
            (name, value) -> {
              if (looksSecret(name, value)) {
                warnings.add(warning(name, places.apply(name)));
              }
            });
    BuildArg.of(dockerfile.instructions()).stream()
        .filter(arg -> arg.value().filter(value -> looksSecret(arg.name(), value)).isPresent())
        .map(arg -> warning(arg.name(), dockerfile.place(arg.at())))
        .forEach(warnings::add);
    return warnings;
  }

  private static boolean looksSecret(String name, String value) {
    return !value.isEmpty()
        && (SecretNames.looksSecret(name)
            || PRIVATE_KEY.matcher(value).find()
            || TOKEN.matcher(value).matches()
            || !Masker.ofUrls().mask(value).equals(value));
  }

  private static Problem warning(String name, Place place) {
    return Problem.of(
        "the build argument '" + name + "' looks like a secret, and stays in the image's history",
        place,
        "give it to the application when it runs, in its env-file");
  }
}
