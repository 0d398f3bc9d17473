package io.activo.deploy.image.credentials;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The key of a Google service account. Google's registries take it as the password of {@code
 * _json_key}, without any exchange.
 *
 * @param account the account's address
 * @param json the text of the key file
 */
record GoogleKey(String account, Secret json) {

  /**
   * Reads a key that is plain JSON or Base64 of it.
   *
   * @throws DeployException if it is neither
   */
  static GoogleKey read(Secret text, Place place) {
    String json = text.reveal().strip();
    json = json.startsWith("{") ? json : decoded(json);
    try {
      Map<String, Object> key = Json.parseObject(json);
      if (key.get("type") instanceof String type && type.equals("service_account")) {
        String account = Json.at(key, "client_email").map(Object::toString).orElse("unnamed");
        return new GoogleKey(account, Secret.of(json));
      }
    } catch (UncheckedIOException e) {
      // Told below, without the cause: it quotes the key.
    }
    throw new DeployException(
        Problem.of(
            "holds no key of a Google service account",
            place,
            "give the text of the JSON key file, or Base64 of it"));
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  Credential credential(String origin) {
    return new Credential(
        "the key of " + account + " in " + origin, new Login.Password("_json_key", json));
  }
}
