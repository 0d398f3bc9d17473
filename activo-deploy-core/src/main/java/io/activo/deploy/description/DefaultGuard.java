package io.activo.deploy.description;

import io.activo.deploy.description.OtherEnvironments.Other;
import io.activo.deploy.envfile.Guard;
import io.activo.deploy.envfile.Guard.Forbidden;
import io.activo.deploy.envfile.Hosts;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the env-file of a protected environment may not hold: the names of the other environments,
 * the hosts that they declare, and loopback addresses.
 */
final class DefaultGuard {
  private static final String ENV_FILE = "env-file";
  private static final String WORD = "[A-Za-z0-9]";

  private final Section own;
  private final String name;
  private final List<Other> others;

  DefaultGuard(Section own, String name, List<Other> others) {
    this.own = own;
    this.name = name;
    this.others = others;
  }

  /**
   * The guard.
   *
   * @param allow keys in which everything is allowed, with the reason why
   */
  Guard guard(Map<String, String> allow) {
    return new Guard(words(), hosts(), true, allow);
  }

  /** A name that this environment or the app has in its own name says nothing. */
  private List<Forbidden> words() {
    String app = own.text("app").map(Text::value).orElse("");
    return others.stream()
        .map(Other::name)
        .filter(other -> !isWordOf(name, other) && !isWordOf(app, other))
        .map(other -> new Forbidden(other, "the name of environment " + other))
        .toList();
  }

  private static boolean isWordOf(String text, String word) {
    String pattern = "(?<!" + WORD + ")" + Pattern.quote(word) + "(?!" + WORD + ")";
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).find();
  }

  private List<Forbidden> hosts() {
    Set<String> ownUrl = hosts(own.known("url"));
    Map<String, Forbidden> hosts = new LinkedHashMap<>();
    for (Other other : others) {
      for (String host : declaredHosts(other.section())) {
        if (!ownUrl.contains(host) && isDistinct(host)) {
          hosts.putIfAbsent(host, new Forbidden(host, "a host of environment " + other.name()));
        }
      }
    }
    return List.copyOf(hosts.values());
  }

  /**
   * Whether a host is one and the same wherever it is named: {@code db} is another machine in
   * another network, and loopback addresses are forbidden anyway.
   */
  private static boolean isDistinct(String host) {
    boolean loopback = host.startsWith("127.") || host.equals("::1") || host.equals("0.0.0.0");
    return !loopback && (host.indexOf('.') >= 0 || host.indexOf(':') >= 0);
  }

  /**
   * The hosts of an environment's URL and settings, as far as they are known here. What stands
   * above all environments and has no variable is the same for each, and no mistake.
   */
  private Set<String> declaredHosts(Section environment) {
    Set<String> hosts = new TreeSet<>(hosts(environment.known("url")));
    environment
        .section(ENV_FILE)
        .ifPresent(
            envFile -> {
              envFile
                  .known("set", scalar -> !isOfAll(scalar))
                  .forEach((key, value) -> hosts.addAll(Hosts.in(key, value)));
              envFile
                  .section("database")
                  .flatMap(database -> database.known("host"))
                  .ifPresent(host -> hosts.addAll(Hosts.in("HOST", host.value())));
            });
    return hosts;
  }

  private boolean isOfAll(YamlScalar scalar) {
    return !scalar.text().contains("${")
        && own.section(ENV_FILE).flatMap(envFile -> envFile.map().get("set")).orElse(null)
            instanceof YamlMap set
        && set.entries().stream().anyMatch(entry -> entry.value().at().equals(scalar.at()));
  }

  private static Set<String> hosts(Optional<Text> url) {
    return url.map(text -> new TreeSet<>(Hosts.in(text.value()))).orElseGet(TreeSet::new);
  }
}
