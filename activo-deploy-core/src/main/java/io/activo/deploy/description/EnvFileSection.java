package io.activo.deploy.description;

import io.activo.deploy.description.EnvFileDescription.Source;
import io.activo.deploy.envfile.DatabaseParts;
import io.activo.deploy.envfile.EnvFileDialect;
import io.activo.deploy.envfile.EnvFileRewrite;
import io.activo.deploy.envfile.Guard;
import io.activo.deploy.envfile.KeyPatterns;
import io.activo.deploy.problem.Place;
import io.activo.deploy.secret.Secret;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Makes a record of {@code env-file}. */
final class EnvFileSection {
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  private final Section envFile;
  private final Guard guard;

  EnvFileSection(Section envFile, Guard guard) {
    this.envFile = envFile;
    this.guard = guard;
  }

  EnvFileDescription description() {
    return new EnvFileDescription(
        envFile.text("path").orElse(new Text(".env", envFile.map().at())),
        dialect(),
        sources(),
        patterns(),
        rewrite(),
        guard,
        places(),
        secret());
  }

  /** Whether an environment keeps its env-file as a Secret. */
  static boolean isForSecret(Section environment) {
    return environment.section("env-file").flatMap(file -> file.section("to")).isPresent();
  }

  private Optional<Text> secret() {
    Optional<Section> to = envFile.section("to");
    Optional<Text> name = to.flatMap(into -> into.required("secret", "secret: web-env"));
    name.ifPresent(text -> DnsLabel.checkSubdomain("secret", text, envFile.problems()));
    return name;
  }

  private EnvFileDialect dialect() {
    return switch (word("dialect")) {
      case "compose" -> EnvFileDialect.COMPOSE;
      case "dotenv" -> EnvFileDialect.DOTENV;
      default -> EnvFileDialect.DOCKER;
    };
  }

  private List<Source> sources() {
    List<Source> sources = envFile.texts("from").stream().map(EnvFileSection::source).toList();
    return sources.isEmpty() ? List.of(new Source.Environment()) : sources;
  }

  private static Source source(Text text) {
    return text.value().equals("environment") ? new Source.Environment() : new Source.File(text);
  }

  private KeyPatterns patterns() {
    if (envFile.has("include") && envFile.isEmpty("include")) {
      envFile.problem(
          "'include' lists nothing", envFile.map().at(), "name what to take, or remove the key");
    }
    return new KeyPatterns(envFile.values("include"), envFile.values("exclude"));
  }

  private EnvFileRewrite rewrite() {
    return EnvFileRewrite.none()
        .withReplace(replace())
        .withMode(
            word("mode").equals("text") ? EnvFileRewrite.Mode.TEXT : EnvFileRewrite.Mode.WORDS)
        .withRedisDatabase(redisDatabase())
        .withDatabase(envFile.section("database").map(this::database).orElse(DatabaseParts.none()))
        .withRename(envFile.pairs("rename"))
        .withUnset(envFile.values("unset"))
        .withSet(envFile.pairs("set"));
  }

  private Map<String, String> replace() {
    Map<String, String> pairs = envFile.pairs("replace");
    if (pairs.containsKey("")) {
      envFile
          .map()
          .get("replace")
          .ifPresent(
              map ->
                  envFile.problem(
                      "'replace' has an empty text to replace", map.at(), "name the text"));
      pairs.remove("");
    }
    return pairs;
  }

  private Map<Integer, Integer> redisDatabase() {
    Map<Integer, Integer> databases = new LinkedHashMap<>();
    envFile
        .pairs("redis-database")
        .forEach(
            (from, to) ->
                number(from).ifPresent(f -> number(to).ifPresent(t -> databases.put(f, t))));
    return databases;
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private DatabaseParts database(Section database) {
    DatabaseParts parts = DatabaseParts.none();
    parts = with(parts, database, "host", DatabaseParts::withHost);
    parts = with(parts, database, "port", (all, text) -> all.withPort(port(text)));
    parts = with(parts, database, "name", DatabaseParts::withName);
    parts = with(parts, database, "user", DatabaseParts::withUser);
    return with(parts, database, "password", (all, text) -> all.withPassword(Secret.of(text)));
  }

  /** No port where the text is none. */
  private static int port(String text) {
    return PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
  }

  private static DatabaseParts with(
      DatabaseParts parts,
      Section database,
      String key,
      BiFunction<DatabaseParts, String, DatabaseParts> add) {
    Optional<Text> text = database.text(key);
    try {
      return text.map(part -> add.apply(parts, part.value())).orElse(parts);
    } catch (IllegalArgumentException e) {
      text.ifPresent(
          part -> database.problem("'" + key + "' does not fit: " + e.getMessage(), part.at(), ""));
      return parts;
    }
  }

  private Map<String, Place.InText> places() {
    Map<String, Place.InText> places = new HashMap<>();
    envFile.named("set").forEach((key, value) -> places.put(key.value(), key.at()));
    return places;
  }

  private String word(String key) {
    return envFile.text(key).map(Text::value).orElse("");
  }
}
