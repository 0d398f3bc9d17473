package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.transport.DockerHttpClient;
import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.credentials.DockerConfig;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on the engine of {@code DOCKER_HOST}, pushes to {@code ACTIVO_IT_REGISTRY}. */
class DockerEngineTest {
  private static final Map<String, String> ENVIRONMENT = System.getenv();
  private static final String REGISTRY = ENVIRONMENT.getOrDefault("ACTIVO_IT_REGISTRY", "");
  private static final String MANIFESTS =
      "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.oci.image.index.v1+json";

  private final String name = "engine-test-" + UUID.randomUUID();
  private final ImageReference reference = ImageReference.parse(REGISTRY + "/" + name + ":1");
  private final Told told = new Told();

  @TempDir Path folder;

  @BeforeAll
  static void needsAnEngineAndARegistry() {
    boolean there = ENVIRONMENT.containsKey("DOCKER_HOST") && !REGISTRY.isEmpty();
    String absent = "docker: skipped, DOCKER_HOST and ACTIVO_IT_REGISTRY are not set";
    if (!there
        && List.of(System.getProperty("activo.it.require", "").split(",")).contains("docker")) {
      fail(absent);
    }
    if (!there) {
      System.out.println(absent);
    }
    assumeTrue(there, absent);
  }

  @AfterEach
  void removesTheImage() {
    remove(reference);
  }

  private static void remove(ImageReference image) {
    DockerConfig config = DockerConfig.read(ENVIRONMENT);
    EngineAddress address = new EngineAddresses(ENVIRONMENT, config).candidates().get(0);
    try (EngineTransport transport = new EngineTransport(address)) {
      DockerHttpClient.Request request =
          DockerHttpClient.Request.builder()
              .method(DockerHttpClient.Request.Method.DELETE)
              .path("/images/" + image + "?force=1")
              .build();
      transport.with(Map.of(), Optional.empty()).execute(request).close();
    }
  }

  @Test
  void pushesTheDigestThatTheRegistryHas() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY a.txt /\nLABEL a=b\n");
    file("a.txt", "a".repeat(3_000_000));
    Digest digest;
    try (ImageEngine engine = ImageEngine.connect(ENVIRONMENT)) {
      engine.build(build(Map.of()), told);
      digest = engine.push(reference, told).digest();
      assertTrue(engine.describe().startsWith("Docker "), engine.describe());
    }
    assertEquals(
        List.of("Step 1/3 : FROM scratch", "Step 2/3 : COPY a.txt /", "Step 3/3 : LABEL a=b"),
        told.lines);
    assertTrue(
        told.states.stream()
            .anyMatch(state -> state.matches("pushing 1 of 1 layers(, 3\\.0 of 3\\.0 MB)?")),
        told.states.toString());
    assertEquals(digest.toString(), manifest().headers().firstValue("Docker-Content-Digest").get());
  }

  @Test
  void putsTheEnvFileIntoTheImageInPlaceOfTheDisks() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY . /app/\n");
    file(".env", "A=disk\n");
    file(".dockerignore", ".env\n");
    try (ImageEngine engine = ImageEngine.connect(ENVIRONMENT)) {
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
    try (ImageEngine engine = ImageEngine.connect(ENVIRONMENT)) {
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
    EngineAddress address =
        new EngineAddresses(ENVIRONMENT, DockerConfig.read(ENVIRONMENT)).candidates().get(0);
    try (EngineTransport transport = new EngineTransport(address)) {
      DockerHttpClient.Request request =
          DockerHttpClient.Request.builder()
              .method(DockerHttpClient.Request.Method.POST)
              .path("/build")
              .build();
      DeployException failure =
          assertThrows(
              DeployException.class,
              () -> transport.with(Map.of(), Optional.of(torn)).execute(request));
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
    try (ImageEngine engine = ImageEngine.connect(ENVIRONMENT)) {
      engine.build(new ImageBuild(nobody, context(Map.of())), told);
      DeployException failure =
          assertThrows(DeployException.class, () -> engine.push(nobody, told));
      assertTrue(failure.problems().get(0).what().contains("refused"), failure.toString());
    } finally {
      remove(nobody);
    }
  }

  @Test
  void leavesNoThread() throws Exception {
    file("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n");
    Thread[] before = threads();
    try (ImageEngine engine = ImageEngine.connect(ENVIRONMENT)) {
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
    file("context/Dockerfile", "FROM scratch\nCOPY . /\n");
    String login = Base64.getEncoder().encodeToString(bytes("somebody:pass-MARKER-word"));
    file("config.json", Json.print(Map.of("auths", Map.of(REGISTRY, Map.of("auth", login)))));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dslf4j.provider=" + CapturedLogs.class.getName(),
            "-cp",
            System.getProperty("java.class.path"),
            LoggedBuildAndPush.class.getName(),
            reference.toString(),
            folder.resolve("context").toString(),
            "A=env-MARKER-file");
    builder.environment().put("DOCKER_CONFIG", folder.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertTrue(
        output.contains("DEBUG com.github.dockerjava") && output.contains("pushed sha256:"),
        output);
    for (String secret : List.of("MARKER", login, "X-Registry", "cGFzcy1NQVJLRVI")) {
      assertFalse(output.contains(secret), secret + " in:\n" + output);
    }
  }

  private static Thread[] threads() {
    Thread[] all = new Thread[Thread.activeCount() + 50];
    int count = Thread.enumerate(all);
    return Arrays.copyOf(all, count);
  }

  private Problem problemOfBuild() {
    try (ImageEngine engine = ImageEngine.connect(ENVIRONMENT)) {
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
    URI uri = URI.create("http://" + REGISTRY + "/v2/" + name + path);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", MANIFESTS).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private HttpResponse<InputStream> manifest() throws Exception {
    return get("/manifests/1");
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

  private static final class Told implements Progress {
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
