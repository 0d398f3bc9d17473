package io.activo.deploy.image.credentials;

import io.activo.deploy.Corpus;
import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logins that the docker command took from config.json for a push or a pull. */
class CredentialsCorpusTest {
  @TempDir Path folder;

  @Test
  void findsTheLoginThatTheDockerCommandSent() throws Exception {
    new Corpus("engine-api/requests-real.jsonl")
        .judge(
            Map.of("push-env-auth", "docker/cli 28.2 does not know DOCKER_AUTH_CONFIG, 29 does"),
            this::judge);
  }

  private Optional<String> judge(LiveObject row) throws Exception {
    Optional<Object> sent = sent(row);
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    Object config = Json.at(row.content(), "config_json").orElse(Map.of());
    Files.writeString(folder.resolve("config.json"), Json.print(config));
    String variable = Json.at(row.content(), "env", "DOCKER_AUTH_CONFIG").orElse("").toString();
    Credentials credentials =
        Credentials.from(
            new CredentialSources(
                Map.of(),
                ServerLogins.none(),
                Map.of(
                    "HOME", folder.toString(),
                    "DOCKER_CONFIG", folder.toString(),
                    "DOCKER_AUTH_CONFIG", variable)));
    Login found = credentials.of(registry(row)).login();
    Login expected = login(sent.get());
    return found.equals(expected) ? Optional.empty() : Optional.of(found + " for " + expected);
  }

  private static Optional<Object> sent(LiveObject row) {
    return Json.at(row.content(), "requests")
        .filter(requests -> requests instanceof List<?> list && !list.isEmpty())
        .flatMap(requests -> Json.at(((List<?>) requests).get(0), "decoded_X-Registry-Auth"));
  }

  private static String registry(LiveObject row) {
    List<?> words = (List<?>) Json.at(row.content(), "argv").orElse(List.of());
    String image = String.valueOf(words.get(words.size() - 1));
    return io.activo.deploy.image.ImageReference.parse(image).domain();
  }

  private static Login login(Object sent) {
    Optional<Object> token = Json.at(sent, "identitytoken");
    if (token.isPresent()) {
      return new Login.IdentityToken(Secret.of(token.get().toString()));
    }
    return Json.at(sent, "username")
        .<Login>map(
            user ->
                new Login.Password(
                    user.toString(), Secret.of(Json.at(sent, "password").orElse("").toString())))
        .orElse(new Login.Anonymous());
  }
}
