package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a kubeconfig says, from one text or from several files merged as kubectl merges them: the
 * first file that has a name or a current context decides (Kubernetes documentation, "Organizing
 * Cluster Access Using kubeconfig Files"). Paths in a file are relative to that file.
 *
 * @param files those that were read; none where the text is given
 * @param currentContext empty when none is named
 */
record KubeConfigEntries(
    List<String> files,
    String currentContext,
    Map<String, LiveObject> clusters,
    Map<String, LiveObject> contexts,
    Map<String, LiveObject> users) {

  /** Keys that hold a path. */
  private static final List<String> PATHS =
      List.of("certificate-authority", "client-certificate", "client-key", "tokenFile");

  /**
   * The kubeconfig given, otherwise the files that {@code KUBECONFIG} names, otherwise {@code
   * ~/.kube/config}.
   */
  static KubeConfigEntries of(Optional<Secret> given, Map<String, String> environment) {
    return given
        .map(secret -> read(text(secret), Optional.empty()))
        .orElseGet(() -> ofFiles(files(environment)));
  }

  private static KubeConfigEntries ofFiles(List<Path> files) {
    return files.stream()
        .filter(Files::exists)
        .map(KubeConfigEntries::ofFile)
        .reduce(KubeConfigEntries::or)
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of(
                        "there is no kubeconfig at "
                            + String.join(" or ", files.stream().map(Path::toString).toList()),
                        "set KUBECONFIG, or give the kubeconfig's text")));
  }

  private static List<Path> files(Map<String, String> environment) {
    String named = environment.getOrDefault("KUBECONFIG", "");
    Stream<Path> paths =
        Arrays.stream(named.split(File.pathSeparator, -1))
            .filter(path -> !path.isEmpty())
            .map(Path::of);
    if (!named.isEmpty()) {
      return paths.map(Path::toAbsolutePath).distinct().toList();
    }
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    return List.of(Path.of(home, ".kube", "config"));
  }

  private static KubeConfigEntries ofFile(Path file) {
    try {
      return read(Files.readString(file), Optional.of(file));
    } catch (IOException e) {
      throw new DeployException(
          Problem.of("cannot read the kubeconfig " + file, "check its permissions"), e);
    }
  }

  /** A kubeconfig always has a colon, which base64 has not. */
  private static String text(Secret given) {
    String text = given.reveal().strip();
    try {
      return text.contains(":")
          ? text
          : new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new DeployException(
          Problem.of("the kubeconfig given is neither YAML nor its base64", "give its text"), e);
    }
  }

  private static KubeConfigEntries read(String text, Optional<Path> file) {
    String name = file.map(Path::toString).orElse("kubeconfig");
    Path folder = file.map(Path::getParent).orElseGet(() -> Path.of("").toAbsolutePath());
    Object value = parse(name, text);
    if (!(value instanceof Map<?, ?> map)) {
      throw new DeployException(
          Problem.of(name + " is no kubeconfig", "it must have clusters, users and contexts"));
    }
    LiveObject config = new LiveObject(withTextKeys(map));
    return new KubeConfigEntries(
        file.stream().map(Path::toString).toList(),
        config.text("current-context"),
        new Entries(config, name, folder).of("clusters", "cluster"),
        new Entries(config, name, folder).of("contexts", "context"),
        new Entries(config, name, folder).of("users", "user"));
  }

  /** Problems are told without the lines that they quote, as a token may stand there. */
  private static Object parse(String file, String text) {
    try {
      return Yaml.parse(file, text).map(KubeConfigEntries::value).orElse(Map.of());
    } catch (DeployException e) {
      throw new DeployException(
          e.problems().stream().map(problem -> problem.withDetail(List.of())).toList());
    }
  }

  /** The entries of one file; two of one name are refused, as client-go refuses them. */
  private record Entries(LiveObject config, String file, Path folder) {

    /** Without the entries: they hold secrets. */
    @Override
    public String toString() {
      return file;
    }

    Map<String, LiveObject> of(String list, String key) {
      Map<String, LiveObject> entries = new LinkedHashMap<>();
      for (LiveObject entry : config.objects(list)) {
        String name = entry.text("name");
        if (entries.put(name, new LiveObject(content(entry.object(key)))) != null) {
          throw new DeployException(
              Problem.of(
                  file + " has two " + list + " named '" + name + "'", "remove or rename one"));
        }
      }
      return entries;
    }

    private Map<String, Object> content(LiveObject entry) {
      Map<String, Object> content = new LinkedHashMap<>(entry.content());
      content.replaceAll((name, value) -> PATHS.contains(name) ? in(value) : value);
      content.computeIfPresent("exec", (name, exec) -> plugin(exec));
      return content;
    }

    private String in(Object path) {
      String text = path.toString();
      return text.isEmpty() ? text : folder.resolve(text).toString();
    }

    /** A plugin's command is a path if it has a slash, otherwise it is found in PATH. */
    private Object plugin(Object exec) {
      if (!(exec instanceof Map<?, ?> map)) {
        return exec;
      }
      Map<String, Object> plugin = withTextKeys(map);
      plugin.computeIfPresent(
          "command", (key, command) -> command.toString().contains("/") ? in(command) : command);
      return plugin;
    }
  }

  /** {@code the kubeconfig /home/ann/.kube/config}. */
  String describe() {
    return "the kubeconfig" + (files.isEmpty() ? "" : " " + String.join(", ", files));
  }

  private KubeConfigEntries or(KubeConfigEntries later) {
    return new KubeConfigEntries(
        Stream.concat(files.stream(), later.files.stream()).toList(),
        currentContext.isEmpty() ? later.currentContext : currentContext,
        merged(clusters, later.clusters),
        merged(contexts, later.contexts),
        merged(users, later.users));
  }

  private static Map<String, LiveObject> merged(
      Map<String, LiveObject> first, Map<String, LiveObject> later) {
    Map<String, LiveObject> all = new LinkedHashMap<>(first);
    later.forEach(all::putIfAbsent);
    return all;
  }

  /** Everything in a kubeconfig is text, but for one switch and what is an extension's own. */
  private static Object value(YamlNode node) {
    if (node instanceof YamlNode.YamlMap map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.entries().stream()
          .filter(entry -> !isNull(entry.value()))
          .forEach(entry -> values.put(entry.key().text(), value(entry)));
      values.computeIfPresent("insecure-skip-tls-verify", (key, text) -> text.equals("true"));
      return values;
    }
    if (node instanceof YamlNode.YamlList list) {
      return list.items().stream().map(KubeConfigEntries::value).toList();
    }
    return ((YamlNode.YamlScalar) node).text();
  }

  private static Object value(YamlNode.Entry entry) {
    Object typed = entry.key().text().equals("extension") ? entry.value().toValue() : null;
    return typed == null ? value(entry.value()) : typed;
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.YamlScalar scalar && scalar.isNull();
  }

  private static Map<String, Object> withTextKeys(Map<?, ?> map) {
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, value) -> values.put(key.toString(), value));
    return values;
  }

  /** Without the entries: they hold secrets. */
  @Override
  public String toString() {
    return "kubeconfig of contexts " + String.join(", ", contexts.keySet());
  }
}
