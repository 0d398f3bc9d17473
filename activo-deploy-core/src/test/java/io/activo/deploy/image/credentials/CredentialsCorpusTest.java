package io.activo.deploy.image.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.activo.deploy.Corpus;
import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The logins that the docker command took from config.json for a push or a pull. The rows that send
 * no {@code X-Registry-Auth} concern other tests: builds, which send {@code X-Registry-Config}, a
 * push by digest, which the command refuses, and {@code docker login}.
 */
class CredentialsCorpusTest {
  @TempDir Path folder;

  private static final String FILE = "engine-api/requests-real.jsonl";

  /** Docker 28.2.2, which was run, does not read DOCKER_AUTH_CONFIG; newer ones do. */
  private static final Set<String> EXCEPTIONS = Set.of("push-env-auth");

  @Test
  void findsTheLoginThatTheDockerCommandSent() throws Exception {
    assumeTrue(Files.exists(Corpus.folder().resolve(FILE)), "corpus " + FILE + " is absent");
    List<LiveObject> rows = new Corpus(FILE).rows();
    List<LiveObject> sending = rows.stream().filter(row -> sent(row).isPresent()).toList();
    List<String> wrong = new ArrayList<>();
    int excepted = 0;
    for (LiveObject row : sending) {
      Optional<String> difference = judge(row);
      boolean exception = difference.isPresent() && EXCEPTIONS.contains(row.text("id"));
      excepted += exception ? 1 : 0;
      difference
          .filter(told -> !exception)
          .ifPresent(told -> wrong.add(row.text("id") + ": " + told));
    }
    int equal = sending.size() - excepted - wrong.size();
    System.out.printf(
        "corpus %s, logins: %d rows, %d equal, %d named exceptions; %d rows send no login%n",
        FILE, sending.size(), equal, excepted, rows.size() - sending.size());
    assertEquals(List.of(), wrong);
    assertTrue(equal > 0);
  }

  private Optional<String> judge(LiveObject row) throws Exception {
    Object sent = sent(row).orElseThrow();
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
    Login expected = login(sent);
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
