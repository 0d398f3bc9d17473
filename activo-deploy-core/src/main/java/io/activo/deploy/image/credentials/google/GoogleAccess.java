package io.activo.deploy.image.credentials.google;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Application Default Credentials: the file that {@code GOOGLE_APPLICATION_CREDENTIALS} names, or
 * else the one that {@code gcloud auth application-default login} leaves, or else the metadata
 * server, which is asked only on a machine of Google's, as its firmware or Cloud Run's variables
 * say. A file may be of any type that google-auth-library knows.
 */
public final class GoogleAccess {
  private static final String FILE = "GOOGLE_APPLICATION_CREDENTIALS";

  /** The scope that pushing needs. */
  private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";

  private static final String METADATA_HOST = "GCE_METADATA_HOST";

  /** Longer ones are keys in Base64. */
  private static final int LONGEST_PATH = 300;

  private static final Path PRODUCT = Path.of("/sys/class/dmi/id/product_name");
  private static final List<String> ON_GOOGLE =
      List.of(METADATA_HOST, "K_SERVICE", "CLOUD_RUN_JOB");

  /**
   * An access token.
   *
   * @param origin for people: {@code file ~/key.json, account ci@project…}
   */
  public record Token(String origin, Secret value) {}

  private record Account(String origin, GoogleCredentials credentials) {}

  private final Map<String, String> environment;
  private final UnaryOperator<URI> route;
  private @Nullable Account account;

  /** With other servers in the place of Google's. */
  GoogleAccess(Map<String, String> environment, UnaryOperator<URI> route) {
    this.environment = environment;
    this.route = route;
  }

  /**
   * The credentials that these variables, and the machine, give. Of the process' own variables
   * Google's library reads some that are no credentials, such as proxies and switches.
   */
  public static GoogleAccess of(Map<String, String> environment) {
    return new GoogleAccess(environment, UnaryOperator.identity());
  }

  /**
   * A token that is good for some minutes at least; empty where there are no credentials.
   *
   * @throws DeployException if there are, and Google gives no token for them
   */
  public synchronized Optional<Token> token() {
    Account found = account == null ? find().orElse(null) : account;
    account = found;
    return Optional.ofNullable(found).map(GoogleAccess::token);
  }

  private Optional<Account> find() {
    String named = environment.getOrDefault(FILE, "");
    if (!named.isBlank()) {
      return Optional.of(read(file(named)));
    }
    Path wellKnown = gcloud().resolve("application_default_credentials.json");
    if (Files.exists(wellKnown)) {
      return Optional.of(read(wellKnown));
    }
    return isOnGoogle() ? Optional.of(metadataServer()) : Optional.empty();
  }

  private Account metadataServer() {
    return new Account(
        "metadata server",
        ComputeEngineCredentials.newBuilder().setHttpTransportFactory(transport()).build());
  }

  /** One client for all requests. */
  private HttpTransportFactory transport() {
    String metadataHost = environment.getOrDefault(METADATA_HOST, "");
    GoogleTransport transport =
        new GoogleTransport(GoogleTransport.Limits.USUAL, metadataHost, route);
    return () -> transport;
  }

  /** Not shown when it is none: many put the key itself where its file's name belongs. */
  private static Path file(String named) {
    try {
      if (Files.isRegularFile(Path.of(named)) || looksLikePath(named)) {
        return Path.of(named);
      }
    } catch (InvalidPathException e) {
      // Told below, without the cause: it quotes the value.
    }
    throw new DeployException(
        Problem.of(
            "names no file",
            Place.of(FILE),
            "let it name a key file; a key itself belongs into GOOGLE_CREDENTIALS"));
  }

  private static boolean looksLikePath(String text) {
    return text.length() < LONGEST_PATH && !text.contains("{") && !text.contains("\n");
  }

  private Path gcloud() {
    String named = environment.getOrDefault("CLOUDSDK_CONFIG", "");
    String windows = environment.getOrDefault("APPDATA", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    if (!named.isBlank()) {
      return Path.of(named);
    }
    return windows.isBlank() ? Path.of(home, ".config/gcloud") : Path.of(windows, "gcloud");
  }

  private boolean isOnGoogle() {
    try {
      return ON_GOOGLE.stream().anyMatch(environment::containsKey)
          || (Files.exists(PRODUCT) && Files.readString(PRODUCT).startsWith("Google"));
    } catch (IOException e) {
      return false;
    }
  }

  /** The cause is left out: it may quote the file. */
  private Account read(Path file) {
    try {
      String json = Files.readString(file);
      String email =
          Json.at(Json.parseObject(json), "client_email").map(e -> ", account " + e).orElse("");
      GoogleCredentials read =
          GoogleCredentials.fromStream(
              new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), transport());
      return new Account(
          "file " + file + email, read.createScopedRequired() ? read.createScoped(SCOPE) : read);
    } catch (IOException | RuntimeException e) {
      throw new DeployException(
          Problem.of(
              "cannot be read as Google credentials",
              Place.of(file.toString()),
              "let " + FILE + " name a key file, or run 'gcloud auth application-default login'"));
    }
  }

  private static Token token(Account account) {
    try {
      QuietThread.run(account.credentials()::refreshIfExpired);
      AccessToken token = Objects.requireNonNull(account.credentials().getAccessToken());
      return new Token(account.origin(), Secret.of(token.getTokenValue()));
    } catch (IOException | RuntimeException e) {
      throw new DeployException(
          Problem.of(
              "Google gives no access token: " + reason(e),
              Place.of("Application Default Credentials (" + account.origin() + ")"),
              "see whether the account and its key are still valid, and Google can be reached"));
    }
  }

  /** The status or the kind of failure alone: texts of causes may hold what was sent. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof HttpResponseException)) {
      cause = cause.getCause();
    }
    return cause instanceof HttpResponseException answer
        ? "HTTP status " + answer.getStatusCode()
        : cause.getClass().getSimpleName();
  }
}
