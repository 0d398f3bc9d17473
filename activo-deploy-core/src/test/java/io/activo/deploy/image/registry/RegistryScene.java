package io.activo.deploy.image.registry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.function.Executable;

/** Two registries, a client whose pauses take no time, and an ear for what it says. */
final class RegistryScene implements AutoCloseable {
  static final String CANARY = "pass-CANARY-word";
  static final String CONFIG = "{\"os\":\"linux\",\"architecture\":\"amd64\"}";

  /** The fake servers' own log; kept here, or its level would be forgotten. */
  private static final Logger SERVERS = Logger.getLogger("com.sun.net.httpserver");

  final FakeRegistry from = new FakeRegistry();
  final FakeRegistry to = new FakeRegistry();
  final List<String> told = Collections.synchronizedList(new ArrayList<>());
  final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final Handler log = new Ear();
  private final Logger root = Logger.getLogger("");
  private final Level level = root.getLevel();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  Login login = new Login.Password("ci", Secret.of(CANARY));
  Set<String> plainHttp = Set.of();
  RegistryClient client = client(Duration.ofSeconds(20));

  RegistryScene() throws IOException {
    log.setLevel(Level.ALL);
    root.setLevel(Level.ALL);
    root.addHandler(log);
    SERVERS.setLevel(Level.OFF);
  }

  /** Does not listen to logs: the JDK's client has much to say of each piece. */
  void ignoresLogs() {
    root.removeHandler(log);
    root.setLevel(level);
  }

  /** Lets nothing be silent for longer. */
  void silence(Duration silence) {
    client.close();
    client = client(silence);
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  private RegistryClient client(Duration silence) {
    Credentials credentials =
        new Credentials() {
          @Override
          public Credential of(String registry) {
            return new Credential("user 'ci' of the test", login);
          }

          @Override
          public Set<String> registries() {
            return Set.of();
          }
        };
    return new RegistryClient(
        credentials, plainHttp, new Retries(new Time(), pauses::add), silence);
  }

  /** A Docker image of a config and some layers in the first registry, as {@code app:1}. */
  Digest image(byte[]... layers) {
    return image(MediaTypes.DOCKER_MANIFEST, MediaTypes.DOCKER_LAYER, layers);
  }

  Digest image(String type, String layerType, byte[]... layers) {
    return from.manifest("app", "1", type, manifest(type, CONFIG, layerType, layers));
  }

  String manifest(String type, String config, String layerType, byte[]... layers) {
    String configType =
        type.equals(MediaTypes.OCI_MANIFEST) ? MediaTypes.OCI_CONFIG : MediaTypes.DOCKER_CONFIG;
    List<String> parts = new ArrayList<>();
    for (byte[] layer : layers) {
      parts.add(from.blob("app", layerType, layer));
    }
    return "{ \"schemaVersion\":2, \"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
        .formatted(
            type,
            from.blob("app", configType, config.getBytes(StandardCharsets.UTF_8)),
            String.join(",", parts));
  }

  static byte[] layer(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  Published copy() {
    return copy(ImageForm.SAME);
  }

  Published copy(ImageForm form) {
    return client.copy(from.image("app:1"), to.image("prod/app:2"), form, new Told());
  }

  /** The problem, as the user sees it, of something that must not work. */
  String failure(Executable work) {
    DeployException failure = assertThrows(DeployException.class, work);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    told.add(trace.toString());
    return failure.problems().get(0).toString();
  }

  @Override
  public void close() {
    client.close();
    from.close();
    to.close();
    ignoresLogs();
    String base64 =
        Base64.getEncoder().encodeToString(("ci:" + CANARY).getBytes(StandardCharsets.UTF_8));
    for (String text : List.copyOf(told)) {
      for (String secret : List.of("CANARY", base64, "token-")) {
        assertFalse(text.contains(secret), secret + " in: " + text);
      }
    }
  }

  private final class Told implements Progress {
    @Override
    public void line(String text) {
      told.add(text);
    }

    @Override
    public void status(String text) {
      told.add(text);
    }
  }

  private final class Ear extends Handler {
    @Override
    public void publish(LogRecord line) {
      told.add(line.getLoggerName() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final class Time extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
