package io.activo.deploy.envfile;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Finds values of an env-file that look like private keys: they would go into the image. */
public final class PrivateKeys {
  /** PEM, OpenSSH, PGP and PuTTY keys, and the JSON of a Google service account. */
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY"
              + "|PuTTY-User-Key-File-"
              + "|\\\\?\"private_key\\\\?\"\\s{0,20}:|\\\\?\"type\\\\?\"\\s{0,20}:\\s{0,20}\\\\?\"service_account");

  private static final int SHORTEST = 64;

  private PrivateKeys() {}

  /** A warning for each key whose value is one, raw or as base64; never shows the value. */
  public static List<Problem> warnings(EnvFile file) {
    return file.readValues().stream()
        .filter(value -> value.texts().stream().anyMatch(PrivateKeys::looksLikeKey))
        .map(
            value ->
                Problem.of(
                    "'" + value.key() + "' looks like a private key, and goes into the image",
                    value.origin().map(at -> (Place) at).orElse(Place.of(file.file())),
                    "leave it out with 'exclude', unless the application itself needs it"))
        .distinct()
        .toList();
  }

  static boolean looksLikeKey(String value) {
    return KEY.matcher(value).find() || KEY.matcher(decoded(value)).find();
  }

  private static String decoded(String value) {
    String text = value.replaceAll("\\s|\\\\n", "").replaceAll("^[\"'`]|[\"'`]$", "");
    if (text.length() < SHORTEST || !text.matches("[A-Za-z0-9+/_-]*+={0,2}")) {
      return "";
    }
    String standard = text.replaceAll("=+$", "").replace('-', '+').replace('_', '/');
    try {
      byte[] bytes = Base64.getDecoder().decode(standard);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
