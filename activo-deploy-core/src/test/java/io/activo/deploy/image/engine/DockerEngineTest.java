package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.transport.DockerHttpClient;
import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Builds on each real engine, pushes to {@code ACTIVO_IT_REGISTRY}. */
@ParameterizedClass
@EnumSource(RealEngine.class)
class DockerEngineTest {
  private static final String MANIFESTS =
      "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.oci.image.index.v1+json";

  private final String name = "engine-test-" + UUID.randomUUID();
  private final ImageReference reference = RealEngine.image(name + ":1");
  private final Told told = new Told();
  private final RealEngine real;

  @TempDir Path folder;

  DockerEngineTest(RealEngine real) {
    this.real = real;
  }

  @BeforeEach
  void needsAnEngineAndARegistry() {
    real.orSkip();
  }

  @AfterEach
  void removesTheImage() {
    remove(reference);
  }

  private void remove(ImageReference image) {
    real.remove(image);
  }

  @Test
  void pushesTheDigestThatTheRegistryHas() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY a.txt /\nLABEL a=b\n");
    file("a.txt", "a".repeat(3_000_000));
    Digest digest;
    try (ImageEngine engine = real.connect(Credentials.none())) {
      engine.build(build(Map.of()), told);
      digest = engine.push(reference, told).digest();
      assertTrue(engine.describe().startsWith("Docker "), engine.describe());
    }
    assertEquals(
        List.of("Step 1/3 : FROM scratch", "Step 2/3 : COPY a.txt /", "Step 3/3 : LABEL a=b"),
        told.lines);
    assertTrue(
        told.states.stream().anyMatch(state -> state.matches("pushing 1 of 1 layers.*")),
        told.states.toString());
    assertEquals(digest.toString(), manifest().headers().firstValue("Docker-Content-Digest").get());
  }

  @Test
  void putsTheEnvFileIntoTheImageInPlaceOfTheDisks() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY . /app/\n");
    file(".env", "A=disk\n");
    file(".dockerignore", ".env\n");
    try (ImageEngine engine = real.connect(Credentials.none())) {
      engine.build(build(Map.of(".env", bytes("A=ours\n"))), told);
      engine.push(reference, told);
    }
    assertEquals("A=ours\n", fileInImage("app/.env"));
    assertEquals("A=disk\n", Files.readString(folder.resolve(".env")));
  }

  @Test
  void buildsWithADockerfileFromOutside() throws Exception {
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("a.txt"), "a");
    file("Other.dockerfile", "FROM scratch\nCOPY . /\n");
    try (ImageEngine engine = real.connect(Credentials.none())) {
      Path dockerfile = folder.resolve("Other.dockerfile");
      engine.build(
          new ImageBuild(reference, new BuildContext(context, dockerfile, Map.of())), told);
      engine.push(reference, told);
    }
    assertEquals(List.of("a.txt"), filesInLayer());
  }

  @Test
  void tellsTheFailingInstructionAndItsPlace() throws Exception {
    file("Dockerfile", "# one\nFROM scratch\n\nLABEL a=1 \\\n  b=2\nCOPY missing.txt /\n");
    Problem problem = problemOfBuild();
    assertTrue(problem.what().contains("at 'Step 3/3 : COPY missing.txt /'"), problem.toString());
    assertTrue(problem.what().contains("missing.txt: "), problem.toString());
    assertEquals(Place.in(folder.resolve("Dockerfile").toString(), 6, 1), problem.where());
    assertEquals("Step 1/3 : FROM scratch", problem.detail().get(0));
  }

  @Test
  void tellsWhereTheDockerfileIsNotUnderstood() throws Exception {
    file("Dockerfile", "FROM scratch\n\nCOPPY a /\n");
    Problem problem = problemOfBuild();
    assertTrue(problem.what().contains("COPPY"), problem.toString());
    assertEquals(Place.in(folder.resolve("Dockerfile").toString(), 3, 1), problem.where());
  }

  @Test
  void keepsTheLastLinesOfWhatACommandSaid() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/busybox")), "no busybox to run in an image");
    Files.copy(Path.of("/bin/busybox"), folder.resolve("busybox"));
    file(
        "Dockerfile",
        "FROM scratch\nCOPY busybox /\nRUN [\"/busybox\", \"sh\", \"-c\", "
            + "\"/busybox seq 100; exit 3\"]\n");
    Problem problem = problemOfBuild();
    assertEquals(20, problem.detail().size());
    assertTrue(problem.detail().contains("100"), problem.toString());
    assertTrue(problem.what().contains("non-zero code: 3"), problem.toString());
  }

  @Test
  void aFileThatChangesFailsTheBuild() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY . /\n");
    EngineTransport.Body torn =
        out -> {
          out.write(new byte[100]);
          throw new DeployException(Problem.of("the file changed", ""));
        };
    EngineTransport.Unlogged body =
        new EngineTransport.Unlogged(Map.of(), Optional.empty(), Optional.of(torn));
    try (EngineTransport transport = new EngineTransport(real.address());
        EngineTransport.Client client = transport.with(body)) {
      DockerHttpClient.Request request =
          DockerHttpClient.Request.builder()
              .method(DockerHttpClient.Request.Method.POST)
              .path("/build")
              .build();
      DeployException failure = assertThrows(DeployException.class, () -> client.execute(request));
      assertEquals("the file changed", failure.problems().get(0).what());
    }
  }

  @Test
  void tellsWhyNobodyTakesThePush() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ImageReference nobody = ImageReference.parse("127.0.0.1:" + port + "/" + name + ":1");
    try (ImageEngine engine = real.connect(Credentials.none())) {
      engine.build(new ImageBuild(nobody, context(Map.of())), told);
      DeployException failure =
          assertThrows(DeployException.class, () -> engine.push(nobody, told));
      assertTrue(failure.problems().get(0).what().contains("refused"), failure.toString());
    } finally {
      remove(nobody);
    }
  }

  @Test
  void anotherBuildUnderTheNameIsNotPushed() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY a.txt /\n");
    file("a.txt", "ours");
    try (ImageEngine ours = real.connect(Credentials.none());
        ImageEngine others = real.connect(Credentials.none())) {
      ours.build(build(Map.of()), told);
      file("a.txt", "theirs");
      others.build(build(Map.of()), told);
      DeployException failure =
          assertThrows(DeployException.class, () -> ours.push(reference, told));
      assertTrue(failure.toString().contains("has another image"), failure.toString());
      others.push(reference, told);
    }
  }

  @Test
  void givesEachTagToTheImage() throws Exception {
    file("Dockerfile", "FROM scratch\nARG A\nCOPY Dockerfile /\nLABEL a=$A\n");
    BuildOptions options =
        new Options()
            .tags(List.of("2"))
            .args(Map.of("A", "x y"))
            .labels(Map.of("l", "v"))
            .platform("linux/amd64")
            .shmSize(1 << 20)
            .memory(64 << 20)
            .addHosts(List.of("h:1.2.3.4"))
            .network(Optional.of("none"))
            .cacheFrom(List.of(reference.toString()))
            .build();
    ImageReference second = reference.withTag("2");
    try (ImageEngine engine = real.connect(Credentials.none())) {
      engine.build(new ImageBuild(reference, context(Map.of()), options), told);
      Published first = engine.push(reference, told);
      assertEquals("pushed", first.change());
      assertEquals(new Published(first.digest(), Optional.empty()), engine.push(second, told));
      assertEquals("already there", engine.push(reference, told).change());
    } finally {
      remove(second);
    }
    Map<String, Object> config = config();
    assertEquals(Map.of("a", "x y", "l", "v"), Json.at(config, "config", "Labels").orElseThrow());
  }

  @Test
  void exportsAnImage() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY a.txt /\n");
    file("a.txt", "a".repeat(3_000_000));
    try (ImageEngine engine = real.connect(Credentials.none())) {
      engine.build(build(Map.of()), told);
      List<String> names = new ArrayList<>();
      try (TarArchiveInputStream tar = new TarArchiveInputStream(engine.export(reference))) {
        for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
          names.add(e.getName());
        }
      }
      assertTrue(names.contains("manifest.json"), names.toString());
      try (InputStream abandoned = engine.export(reference)) {
        assertTrue(abandoned.read() >= 0);
      }
      ImageReference absent = reference.withTag("absent");
      DeployException failure =
          assertThrows(DeployException.class, () -> engine.export(absent).close());
      assertEquals("build it first", failure.problems().get(0).fix());
    }
  }

  @Test
  void namesTheTriggerOfABaseImage() throws Exception {
    busybox("FROM scratch\nCOPY busybox /\nONBUILD RUN [\"/busybox\", \"false\"]\n");
    try (ImageEngine engine = real.connect(Credentials.none())) {
      engine.build(build(Map.of()), told);
      file("Dockerfile", "ARG A\n\nFROM " + reference + "\n");
      ImageBuild child = new ImageBuild(reference.withTag("2"), context(Map.of()));
      Problem problem =
          assertThrows(DeployException.class, () -> engine.build(child, told)).problems().get(0);
      assertTrue(problem.what().contains("in an ONBUILD instruction"), problem.toString());
      assertEquals(Place.in(folder.resolve("Dockerfile").toString(), 3, 1), problem.where());
    }
  }

  @Test
  void tellsTheOutputOfALaterStage() throws Exception {
    busybox(
        """
        FROM scratch AS one
        COPY busybox /
        FROM scratch
        COPY --from=one /busybox /
        RUN ["/busybox", "sh", "-c", "echo told >&2; exit 5"]
        """);
    Problem problem = problemOfBuild();
    assertEquals(Place.in(folder.resolve("Dockerfile").toString(), 5, 1), problem.where());
    List<String> detail = problem.detail();
    assertEquals("told", detail.get(detail.size() - 1));
  }

  @Test
  @Timeout(60)
  void aBuildThatTakesTooLongIsEndedInTheEngine() throws Exception {
    busybox("FROM scratch\nCOPY busybox /\nRUN [\"/busybox\", \"sleep\", \"600\"]\n");
    BuildOptions options = new Options().timeout(Duration.ofSeconds(3)).build();
    try (ImageEngine engine = real.connect(Credentials.none())) {
      ImageBuild build = new ImageBuild(reference, context(Map.of()), options);
      Problem problem =
          assertThrows(DeployException.class, () -> engine.build(build, told)).problems().get(0);
      assertTrue(
          problem.what().contains("was ended after 3 s at 'Step 3/3 : RUN"), problem.toString());
      assertEquals(Place.in(folder.resolve("Dockerfile").toString(), 3, 1), problem.where());
    }
    waitForTheContainer();
  }

  @Test
  @Timeout(60)
  void anInterruptedBuildIsEndedInTheEngine() throws Exception {
    busybox("FROM scratch\nCOPY busybox /\nRUN [\"/busybox\", \"sleep\", \"600\"]\n");
    Thread builder = Thread.currentThread();
    Told interrupting =
        new Told() {
          @Override
          public void status(String text) {
            super.status(text);
            if (text.contains("Running in")) {
              builder.interrupt();
            }
          }
        };
    try (ImageEngine engine = real.connect(Credentials.none())) {
      assertThrows(DeployException.class, () -> engine.build(build(Map.of()), interrupting));
      assertTrue(Thread.interrupted());
    }
    told.states.addAll(interrupting.states);
    waitForTheContainer();
  }

  /** Until it has gone; it would run for minutes. */
  private void waitForTheContainer() {
    String id =
        told.states.stream()
            .filter(state -> state.contains("Running in "))
            .map(state -> state.replaceFirst(".*Running in ", ""))
            .findFirst()
            .orElseThrow();
    real.ask(
        DockerHttpClient.Request.Method.POST, "/containers/" + id + "/wait?condition=not-running");
  }

  private void busybox(String dockerfile) throws IOException {
    assumeTrue(Files.exists(Path.of("/bin/busybox")), "no busybox to run in an image");
    Files.copy(Path.of("/bin/busybox"), folder.resolve("busybox"));
    file("Dockerfile", dockerfile);
  }

  @Test
  void leavesNoThread() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n");
    Thread[] before = threads();
    try (ImageEngine engine = real.connect(Credentials.none())) {
      engine.build(build(Map.of()), told);
    }
    for (Thread thread : threads()) {
      if (!List.of(before).contains(thread)) {
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(thread.isAlive(), thread.toString());
      }
    }
  }

  @Test
  void logsNoSecretAtAnyLevel() throws Exception {
    file("context/Dockerfile", "FROM scratch\nARG KEY\nCOPY . /\n");
    String login = Base64.getEncoder().encodeToString(bytes("somebody:pass-MARKER-word"));
    file(
        "config.json",
        Json.print(Map.of("auths", Map.of(RealEngine.REGISTRY, Map.of("auth", login)))));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dslf4j.provider=" + CapturedLogs.class.getName(),
            "-cp",
            System.getProperty("java.class.path"),
            LoggedBuildAndPush.class.getName(),
            reference.toString(),
            folder.resolve("context").toString(),
            "A=env-MARKER-file",
            "argument-MARKER");
    builder.environment().put("DOCKER_HOST", real.host());
    builder.environment().put("DOCKER_CONFIG", folder.toString());
    builder.environment().put("CANARY_PASSWORD", "pass-MARKER-word");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertTrue(output.contains("absent"), output);
    assertTrue(
        output.contains("TRACE com.github.dockerjava") && output.contains("pushed sha256:"),
        output);
    for (String secret :
        List.of("MARKER", login, "X-Registry", "cGFzcy1NQVJLRVI", "YXJndW1lbnQt")) {
      assertFalse(output.contains(secret), secret + " in:\n" + output);
    }
  }

  private static Thread[] threads() {
    Thread[] all = new Thread[Thread.activeCount() + 50];
    int count = Thread.enumerate(all);
    return Arrays.copyOf(all, count);
  }

  private Problem problemOfBuild() {
    try (ImageEngine engine = real.connect(Credentials.none())) {
      return assertThrows(DeployException.class, () -> engine.build(build(Map.of()), told))
          .problems()
          .get(0);
    }
  }

  private ImageBuild build(Map<String, byte[]> files) {
    return new ImageBuild(reference, context(files));
  }

  private BuildContext context(Map<String, byte[]> files) {
    return new BuildContext(folder, folder.resolve("Dockerfile"), files);
  }

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<InputStream> get(String path) throws Exception {
    URI uri = URI.create("http://" + RealEngine.REGISTRY + "/v2/" + name + path);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", MANIFESTS).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private HttpResponse<InputStream> manifest() throws Exception {
    return get("/manifests/1");
  }

  private Map<String, Object> config() throws Exception {
    String text = new String(manifest().body().readAllBytes(), StandardCharsets.UTF_8);
    String digest = Json.at(Json.parseObject(text), "config", "digest").orElseThrow().toString();
    byte[] config = get("/blobs/" + digest).body().readAllBytes();
    return Json.parseObject(new String(config, StandardCharsets.UTF_8));
  }

  private TarArchiveInputStream lastLayer() throws Exception {
    String text = new String(manifest().body().readAllBytes(), StandardCharsets.UTF_8);
    List<LiveObject> layers = new LiveObject(Json.parseObject(text)).objects("layers");
    String digest = layers.get(layers.size() - 1).text("digest");
    return new TarArchiveInputStream(new GZIPInputStream(get("/blobs/" + digest).body()));
  }

  private String fileInImage(String path) throws Exception {
    try (TarArchiveInputStream layer = lastLayer()) {
      for (TarArchiveEntry e = layer.getNextEntry(); e != null; e = layer.getNextEntry()) {
        if (e.getName().equals(path)) {
          return new String(layer.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    return "absent";
  }

  private List<String> filesInLayer() throws Exception {
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream layer = lastLayer()) {
      for (TarArchiveEntry e = layer.getNextEntry(); e != null; e = layer.getNextEntry()) {
        names.add(e.getName());
      }
    }
    return names;
  }

  private static class Told implements Progress {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final List<String> states = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void line(String text) {
      lines.add(text);
    }

    @Override
    public void status(String text) {
      states.add(text);
    }
  }
}
