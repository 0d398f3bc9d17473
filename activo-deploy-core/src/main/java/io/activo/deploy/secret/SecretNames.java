package io.activo.deploy.secret;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells by its name whether a variable holds a secret: {@code MAIL_PASSWORD}, {@code API_KEY},
 * {@code SLACK_WEBHOOK_URL}, {@code SERVICE_ACCOUNT}. A name that says it is only a place ({@code
 * PASSWORD_FILE}, {@code SECRET_NAME}) is none, and {@code KUBECONFIG} itself is a list of paths.
 */
public final class SecretNames {
  private static final Pattern SECRET =
      Pattern.compile(
          "PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|PRIVATE|APIKEY|WEBHOOK"
              + "|(?:^|[_-])(?:KEY|KEYS|PASS|PWD|PSW|DSN|SALT|CERT|AUTH|JWT)(?:$|[_-])"
              + "|PGPASS|ENCRYPTIONKEY"
              + "|SERVICE_ACCOUNT|KUBECONFIG[_-]|[_-]KUBECONFIG");
  private static final Pattern PLACE =
      Pattern.compile("^(?:PWD|OLDPWD)$|[_-](?:FILE|PATH|DIR|NAME|EMAIL|SOCK)$");

  private SecretNames() {}

  /** Whether the value of a variable with this name must not be shown. */
  public static boolean looksSecret(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return !PLACE.matcher(upper).find() && SECRET.matcher(upper).find();
  }
}
