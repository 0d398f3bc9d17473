package io.activo.deploy.description;

import io.activo.deploy.envfile.Guard;
import io.activo.deploy.envfile.Guard.Forbidden;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a guard of {@code env-file.guard}. */
final class GuardSection {
  private static final String ALLOW = "allow";
  private static final String LISTED = "listed in env-file.guard.forbid";

  /** A name with a dot, or an address; everything else is a word. */
  private static final Pattern HOST = Pattern.compile(".*\\..*|[0-9A-Fa-f]*:[0-9A-Fa-f:]*:.*");

  private final Section environment;
  private final DefaultGuard usual;

  /**
   * The guard of an environment.
   *
   * @param usual what a protected one forbids where nothing is said
   */
  GuardSection(Section environment, DefaultGuard usual) {
    this.environment = environment;
    this.usual = usual;
  }

  Guard guard() {
    Optional<Section> guard =
        environment.section("env-file").flatMap(envFile -> envFile.section("guard"));
    guard.ifPresent(GuardSection::refuseWithoutReason);
    Map<String, String> allow = guard.map(said -> said.pairs(ALLOW)).orElse(Map.of());
    return guard
        .filter(said -> said.has("forbid"))
        .map(said -> listed(said, allow))
        .orElseGet(() -> environment.flag("protected") ? usual.guard(allow) : Guard.none());
  }

  private static Guard listed(Section guard, Map<String, String> allow) {
    List<Forbidden> words = new ArrayList<>();
    List<Forbidden> hosts = new ArrayList<>();
    for (Text text : guard.texts("forbid")) {
      if (text.value().isBlank()) {
        guard.problem("nothing stands here that could be forbidden", text.at(), "remove it");
      } else {
        boolean isHost = HOST.matcher(text.value()).matches();
        (isHost ? hosts : words).add(new Forbidden(text.value(), LISTED));
      }
    }
    return words.isEmpty() && hosts.isEmpty()
        ? Guard.none()
        : new Guard(words, hosts, false, allow);
  }

  private static void refuseWithoutReason(Section guard) {
    if (guard.map().get(ALLOW).orElse(null) instanceof YamlMap allow) {
      for (Entry entry : allow.entries()) {
        if (guard.text(entry.value()).filter(text -> text.value().isBlank()).isPresent()) {
          guard.problem(
              "'" + entry.key().text() + "' is allowed without a reason",
              entry.value().at(),
              "write why, for example " + entry.key().text() + ": both use one mail server");
        }
      }
    }
  }
}
