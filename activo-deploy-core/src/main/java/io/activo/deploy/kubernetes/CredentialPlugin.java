package io.activo.deploy.kubernetes;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.program.CredentialProgram;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The program of a kubeconfig's {@code exec} entry, which gives the user's credentials (Kubernetes
 * documentation, "Authenticating", client-go credential plugins; client-go 0.34).
 *
 * @param exec the entry
 * @param cluster the cluster's entry, which the program is told if it asks for it
 * @param where the context
 * @param environment the process's variables
 */
record CredentialPlugin(
    LiveObject exec, LiveObject cluster, Place where, Map<String, String> environment) {

  /** For a program that waits for an answer of the network, or for a person who is not there. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String GROUP = "client.authentication.k8s.io/";
  private static final List<String> VERSIONS = List.of(GROUP + "v1", GROUP + "v1beta1");
  private static final int LAST_LINES = 10;

  /** What may be a part of a credential in what a program wrote. */
  private static final Pattern PIECE = Pattern.compile("[^\\s\"'\\\\,{}]{8,}");

  /** Refuses an entry that cannot work here, without running it. */
  void check() {
    if (command().isEmpty()) {
      throw refused("the credential plugin (exec) names no command", "add its command");
    }
    if (!VERSIONS.contains(version())) {
      throw refused(
          says("speaks '" + version() + "', which is not supported"),
          "update it, and set its apiVersion to " + String.join(" or ", VERSIONS));
    }
    if (exec.text("interactiveMode").equals("Always")) {
      throw refused(
          says("asks questions at a terminal (interactiveMode: Always), and a deployment has none"),
          "use a user with a token, or a plugin that needs no terminal");
    }
  }

  /**
   * Runs the program.
   *
   * @param limit how long it may take
   * @param now when it is run
   * @throws DeployException if it fails, with the last lines that it wrote as errors
   */
  PluginCredential run(Duration limit, Instant now) {
    Path program =
        CredentialProgram.find(command(), environment).orElseThrow(() -> refused(missing()));
    CredentialProgram.Output output =
        output(new CredentialProgram(line(program), variables()), limit);
    if (output.exitCode() != 0) {
      String what = says("failed (exit code " + output.exitCode() + ")");
      throw refused(problem(what, byHand()).withDetail(lastLines(output)));
    }
    return credential(output, now);
  }

  private CredentialProgram.Output output(CredentialProgram program, Duration limit) {
    try {
      return program
          .run("", limit)
          .orElseThrow(
              () ->
                  refused(
                      says("did not end in " + Math.max(1, limit.toSeconds()) + " s"),
                      "see whether it waits for an answer: " + byHand()));
    } catch (CredentialProgram.Unreadable e) {
      throw refused(says("wrote what could not be read"), byHand());
    } catch (IOException e) {
      throw refused(says("cannot be started"), "see whether it is a program of this machine");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(says("was interrupted"), "");
    }
  }

  private List<String> line(Path program) {
    List<String> line = new ArrayList<>(List.of(program.toString()));
    exec.value("args")
        .filter(List.class::isInstance)
        .ifPresent(args -> ((List<?>) args).forEach(arg -> line.add(String.valueOf(arg))));
    return line;
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(environment);
    exec.objects("env")
        .forEach(variable -> variables.put(variable.text("name"), variable.text("value")));
    variables.put("KUBERNETES_EXEC_INFO", Json.print(info()));
    return variables;
  }

  private Map<String, Object> info() {
    Map<String, Object> spec = new LinkedHashMap<>();
    if (exec.text("provideClusterInfo").equals("true")) {
      spec.put("cluster", new PluginClusterInfo(cluster).content());
    }
    spec.put("interactive", false);
    return Map.of("apiVersion", version(), "kind", "ExecCredential", "spec", spec);
  }

  private PluginCredential credential(CredentialProgram.Output output, Instant now) {
    LiveObject given = parsed(output);
    if (!given.text("kind").equals("ExecCredential")
        || !given.text("apiVersion").equals(version())) {
      throw refused(
          says("wrote no ExecCredential of " + version()),
          "set the apiVersion of its exec entry to the one that it speaks");
    }
    LiveObject status = given.object("status");
    Optional<Secret> token = secret(status, "token");
    Optional<Secret> chain = secret(status, "clientCertificateData");
    Optional<Secret> key = secret(status, "clientKeyData");
    if (chain.isPresent() != key.isPresent() || (token.isEmpty() && key.isEmpty())) {
      throw refused(
          problem(says("gave neither a token nor a certificate with its key"), byHand())
              .withDetail(lastLines(output)));
    }
    Optional<PluginCredential.Certificate> pair =
        chain.flatMap(pem -> key.map(secret -> new PluginCredential.Certificate(pem, secret)));
    return new PluginCredential(
        token, pair, ends(status).map(end -> PluginCredential.renewal(now, end)));
  }

  /** A parser's own message would quote what it read. */
  private LiveObject parsed(CredentialProgram.Output output) {
    try {
      return new LiveObject(Json.parseObject(output.stdout()));
    } catch (UncheckedIOException e) {
      throw refused(problem(says("wrote no JSON object"), byHand()).withDetail(lastLines(output)));
    }
  }

  private static Optional<Secret> secret(LiveObject status, String key) {
    return Optional.of(status.text(key)).filter(text -> !text.isEmpty()).map(Secret::of);
  }

  private Optional<Instant> ends(LiveObject status) {
    String time = status.text("expirationTimestamp");
    try {
      return time.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException e) {
      throw refused(
          says("gave an expirationTimestamp that is no time"), "it must be one of RFC 3339");
    }
  }

  /**
   * The last lines that it wrote as errors. A script that traces itself writes its credentials
   * there too, so all that it wrote for us is hidden.
   */
  private List<String> lastLines(CredentialProgram.Output output) {
    List<String> written =
        PIECE.matcher(output.stdout()).results().map(MatchResult::group).toList();
    Masker masker = Masker.of(variables(), List.of()).and(written);
    List<String> lines =
        masker.mask(output.stderr()).lines().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
  }

  private Problem missing() {
    List<String> hint = exec.text("installHint").lines().filter(line -> !line.isBlank()).toList();
    String place = command().contains("/") ? "" : " on the PATH";
    return problem(
            says("is no program" + place),
            hint.isEmpty() ? "install it" : "install it, as the kubeconfig says below")
        .withDetail(hint);
  }

  private String command() {
    return exec.text("command");
  }

  private String version() {
    return exec.text("apiVersion");
  }

  private String says(String what) {
    return "the credential plugin '" + command() + "' " + what;
  }

  private String byHand() {
    return "run it by hand to see why; 'kubectl version' with this " + where + " runs it too";
  }

  private Problem problem(String what, String fix) {
    return Problem.of(what, where, fix);
  }

  private DeployException refused(String what, String fix) {
    return refused(problem(what, fix));
  }

  private static DeployException refused(Problem problem) {
    return new DeployException(problem);
  }

  /** Without arguments and variables: they may be secret. */
  @Override
  public String toString() {
    return "credential plugin " + command();
  }
}
