package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.Corpus;
import io.activo.deploy.Corpus.NamedException;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.progress.Progress;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the docker CLI 28.2 sends to an engine, beside what we send. */
class EngineRequestsCorpusTest {
  private static final List<NamedException> EXCEPTIONS =
      List.of(
          new NamedException(
              "nothing is pulled or logged in to", row -> isOf(row, "pull", "login")),
          new NamedException(
              "a digest stands beside the tag of what is pushed", row -> isRow(row, "push-digest")),
          new NamedException(
              "further names are tags of the same repository", row -> isRow(row, "build-tag2")),
          new NamedException(
              "containers of steps are always removed", row -> isRow(row, "build-squash-rm")),
          new NamedException(
              "the address is the host, not the URL of config.json",
              row -> isRow(row, "push-eu.gcr.io/p/app:1", "build-with-auths")),
          new NamedException(
              "an identity token is sent without a name",
              row -> isRow(row, "push-reg.example.com:443/x:1")));

  @TempDir Path folder;

  @BeforeEach
  void writesTheDockerfile() throws Exception {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nARG A\n");
  }

  @Test
  void sendsWhatTheDockerCliSends() throws Exception {
    new Corpus("engine-api/requests-real.jsonl").judge(EXCEPTIONS, this::judge);
  }

  @SuppressWarnings("unchecked")
  private Optional<String> judge(LiveObject row) throws Exception {
    List<String> arguments = (List<String>) Json.at(row.content(), "argv").orElseThrow();
    Map<String, Object> auths = new LinkedHashMap<>();
    if (Json.at(row.content(), "config_json", "auths").orElse("") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> auths.put(String.valueOf(key), value));
    }
    List<LiveObject> requests = row.objects("requests");
    if (requests.isEmpty()) {
      return Optional.of("the CLI sends nothing");
    }
    try (FakeEngine fake = new FakeEngine();
        ImageEngine engine = fake.connect(FixedCredentials.auths(auths))) {
      boolean build = arguments.get(0).equals("build");
      if (build) {
        engine.build(build(arguments), Progress.none());
      } else if (arguments.get(0).equals("push")) {
        answersAPush(fake);
        engine.push(ImageReference.parse(arguments.get(1)), Progress.none());
      } else {
        return Optional.of("not a command that is sent");
      }
      FakeEngine.Asked asked = fake.asked(build ? "/build" : "/push").get(0);
      return difference(requests.get(0).content(), asked, build);
    }
  }

  private static void answersAPush(FakeEngine fake) {
    String digest = "sha256:" + "0".repeat(64);
    fake.answer("/push", 200, "{\"aux\":{\"Tag\":\"1\",\"Digest\":\"" + digest + "\"}}\n");
    fake.answer("/distribution", 200, "{\"Descriptor\":{\"digest\":\"" + digest + "\"}}");
  }

  private static Optional<String> difference(
      Map<String, Object> expected, FakeEngine.Asked asked, boolean build) {
    String path = String.valueOf(expected.get("path")).replaceFirst("^/v[0-9.]+", "");
    List<String> differences = new ArrayList<>();
    String ours = asked.path().replace("t=app%3A1&", "").replace("forcerm=1&", "");
    if (!ours.equals(path)) {
      differences.add(ours + " and not " + path);
    }
    String header = build ? "X-Registry-Config" : "X-Registry-Auth";
    Object auth = Json.at(expected, "decoded_" + header).orElse("");
    if (!asked.decoded(header).equals(auth)) {
      differences.add(asked.decoded(header) + " and not " + auth);
    }
    for (String name : List.of("Transfer-Encoding", "Content-Type", "Content-Length")) {
      Optional<Object> sent = Optional.ofNullable(asked.headers().getFirst(name));
      Optional<Object> wanted = Json.at(expected, "headers", name);
      if (!sent.equals(wanted) && (build || wanted.isPresent())) {
        differences.add(name + " " + sent);
      }
    }
    return differences.isEmpty() ? Optional.empty() : Optional.of(differences.toString());
  }

  /** The options that the rows of the corpus have. */
  private ImageBuild build(List<String> arguments) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (int i = 1; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).startsWith("-") && !arguments.get(i + 1).startsWith("-")) {
        given.computeIfAbsent(arguments.get(i), key -> new ArrayList<>()).add(arguments.get(i + 1));
      }
    }
    List<String> tags = given.getOrDefault("-t", List.of("app:1"));
    Map<String, String> labels = new LinkedHashMap<>();
    given
        .getOrDefault("--label", List.of())
        .forEach(label -> labels.put(label.split("=", 2)[0], label.split("=", 2)[1]));
    BuildOptions options =
        new Options()
            .labels(labels)
            .target(given.getOrDefault("--target", List.of()).stream().findFirst())
            .network(given.getOrDefault("--network", List.of()).stream().findFirst())
            .addHosts(given.getOrDefault("--add-host", List.of()))
            .build();
    return new ImageBuild(ImageReference.parse(tags.get(0)), context(), options);
  }

  private BuildContext context() {
    return new BuildContext(folder, folder.resolve("Dockerfile"), Map.of());
  }

  @Test
  void writesEachBuildOptionAsTheDockerCliDoes() throws Exception {
    Map<String, Options> options = new LinkedHashMap<>();
    options.put("args", new Options().args(Map.of("B", "2", "A", "x y&z=*~+/")));
    options.put("labels", new Options().labels(Map.of("b", "1", "a", "x y")));
    options.put("target", new Options().target(Optional.of("st")));
    options.put("platform", new Options().platform("linux/amd64"));
    options.put("pull", new Options().pull());
    options.put("network", new Options().network(Optional.of("host")));
    options.put("addHosts", new Options().addHosts(List.of("h:1.2.3.4", "g:::1")));
    options.put("shmSize", new Options().shmSize(134217728));
    options.put("memory", new Options().memory(536870912));
    options.put("cacheFrom", new Options().cacheFrom(List.of("a/b:0", "c:2")));
    options.put("tags", new Options().tags(List.of("2")));
    options.put("all", all());
    Map<String, String> golden = golden();
    for (Map.Entry<String, Options> entry : options.entrySet()) {
      ImageReference image = ImageReference.parse("a/b:1");
      BuildQuery query = new BuildQuery(new ImageBuild(image, context(), entry.getValue().build()));
      String ours =
          entry.getKey().equals("all") ? query.text() : query.text().replace("forcerm=1&", "");
      assertEquals(golden.get(entry.getKey()), ours);
    }
    assertTrue(golden.keySet().containsAll(options.keySet()));
  }

  private static Options all() {
    return new Options()
        .tags(List.of("2"))
        .args(Map.of("A", "1"))
        .labels(Map.of("l", "1"))
        .target(Optional.of("st"))
        .platform("linux/arm64")
        .pull()
        .network(Optional.of("none"))
        .addHosts(List.of("h:1.2.3.4"))
        .shmSize(1048576)
        .memory(8388608)
        .cacheFrom(List.of("a/b:0"));
  }

  /** By option, recorded from {@code DOCKER_BUILDKIT=0 docker build} 28.2.2 with API 1.50. */
  private static Map<String, String> golden() throws Exception {
    Map<String, String> queries = new LinkedHashMap<>();
    try (InputStream in =
        EngineRequestsCorpusTest.class.getResourceAsStream(
            "/io/activo/deploy/golden/build-queries.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> queries.put(line.split(" ", 2)[0], line.split(" ", 2)[1]));
    }
    return queries;
  }

  private static boolean isRow(LiveObject row, String... ids) {
    return List.of(ids).contains(row.text("id"));
  }

  private static boolean isOf(LiveObject row, String... commands) {
    return List.of(commands).stream().anyMatch(command -> row.text("id").startsWith(command + "-"));
  }
}
