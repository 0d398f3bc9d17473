package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The options of a build, seen in what is built on real engines. */
class BuildOptionsIT {
  private static final String DESCRIPTION =
      """
      app: options
      env-file: {from: .env, set: {MODE: deployed}}
      image:
        repository: "%s"
      %s
      environments: {it: {}}
      """;

  private static final String OPTIONS =
      """
        args: {GREETING: hello}
        target: seen
        labels: {team: "blue", org.opencontainers.image.version: ""}
        files: {told/one.txt: "the first", told/two.txt: {file: page/index.html}}
        env-file: ~
        network: none
        add-hosts: ["database.internal:10.1.2.3"]
        shm-size: 32M
        memory: 96M
      """;

  /** Writes what a RUN instruction sees; the stand-in for Alpine is enough for it. */
  private static final String DOCKERFILE =
      """
      FROM alpine:3.7 AS seen
      ARG GREETING
      COPY . /context/
      RUN mkdir /seen && echo "$GREETING" > /seen/greeting && cat /etc/hosts > /seen/hosts
      RUN df -k /dev/shm | tail -n 1 > /seen/shm && ls /sys/class/net > /seen/network
      RUN cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes > /seen/memory; true
      FROM seen AS never
      RUN exit 1
      """;

  private final String repository = Services.REGISTRY.value() + "/options-" + UUID.randomUUID();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "DOCKER29"})
  void areSeenByTheBuild(Services engine) throws Exception {
    Project project = project(OPTIONS, DOCKERFILE);
    PushedImage image = image(push(engine, project).succeeds());
    assertEquals("hello\n", image.file("seen/greeting"));
    assertEquals("the first", image.file("context/told/one.txt"));
    assertEquals(image.file("context/page/index.html"), image.file("context/told/two.txt"));
    assertEquals(project.read(".env"), image.file("context/.env"));
    assertEquals("lo\n", image.file("seen/network"));
    assertTrue(image.file("seen/hosts").contains("10.1.2.3\tdatabase.internal\n"));
    assertTrue(image.file("seen/shm").contains(" 32768 "), image.file("seen/shm"));
    assertEquals((96 << 20) + "\n", image.file("seen/memory"));
    assertEquals("blue", image.label("team"));
    assertEquals("", image.label("org.opencontainers.image.version"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "DOCKER29"})
  void labelTheImageWithItsCommitAndMakeItReproducible(Services engine) throws Exception {
    Project project = project("", "FROM scratch\nCOPY page/ /www/\n");
    Command.in(project.folder(), "git", "remote", "add", "origin", "https://git.example/web.git");
    MavenOutput first = push(engine, project).succeeds();
    PushedImage image = image(first);
    assertEquals(git(project, "%H"), image.label("org.opencontainers.image.revision"));
    assertEquals("https://git.example/web.git", image.label("org.opencontainers.image.source"));
    assertEquals("1.0.0", image.label("org.opencontainers.image.version"));
    assertEquals(
        OffsetDateTime.parse(git(project, "%cI")).toInstant().toString(),
        image.label("org.opencontainers.image.created"));
    assertEquals(first.pushed(), push(engine, project).succeeds().says("already there").pushed());
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "DOCKER29"})
  void labelTheImageWithTheTimeOfTheOutput(Services engine) throws Exception {
    Project project = project("", "FROM scratch\nCOPY page/ /www/\n");
    MavenRun push = push(engine, project);
    PushedImage image =
        image(push.withArgument("-Dproject.build.outputTimestamp=2020-02-03T04:05:06Z").succeeds());
    assertEquals("2020-02-03T04:05:06Z", image.label("org.opencontainers.image.created"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "DOCKER29"})
  void buildOneImageUponAnother(Services engine) throws Exception {
    String second = repository + "-web";
    Project project = project("", "FROM scratch\nCOPY page/ /base/\n");
    project
        .write("web/Dockerfile", "ARG BASE\nFROM ${BASE}\nCOPY note.txt /web/\n")
        .write("web/note.txt", "upon it")
        .write(
            "activo.yml",
            """
            app: options
            images:
              base: {repository: "%s"}
              web: {repository: "%s", context: web, args: {BASE: "${ACTIVO_IMAGE_BASE}"}}
            environments: {it: {}}
            """
                .formatted(repository, second))
        .commit();
    MavenOutput output = push(engine, project).succeeds();
    String pushed = second + ":" + git(project, "%H");
    PushedImage image =
        PushedImage.of(pushed + "@" + Http.digest(pushed), Files.createDirectory(unpacked()));
    assertEquals("upon it", image.file("web/note.txt"));
    assertEquals(project.read("page/index.html"), image.file("base/index.html"));
    assertTrue(output.report().toString().contains(pushed), output.text());
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "DOCKER29"})
  void lookTheBaseUpAnew(Services engine) throws Exception {
    Services other = engine == Services.DOCKER ? Services.DOCKER29 : Services.DOCKER;
    Services.required(other);
    Project base = project("  tag: moving\n", "FROM scratch\nCOPY page/ /base/\n");
    push(other, base).succeeds();
    Path beside = Files.createDirectory(folder.resolve("beside"));
    Project web = Project.copy("webapp", beside);
    web.write("Dockerfile", "FROM " + repository + ":moving\nCOPY page/ /www/\n")
        .write("activo.yml", DESCRIPTION.formatted(repository + "-web", "  pull: true\n"))
        .commit();
    push(engine, web).succeeds();
    push(other, base.write("page/index.html", "moved").commit()).succeeds();
    PushedImage image = image(push(engine, web).succeeds());
    assertEquals("moved", image.file("base/index.html"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "DOCKER29"})
  void endABuildThatTakesTooLong(Services engine) throws Exception {
    MavenOutput output =
        push(engine, project("  timeout: 3s\n", "FROM alpine:3.7\nRUN sleep 600\n")).fails();
    assertEquals("failed", output.step("build").get("outcome"));
    output
        .says("Dockerfile:2:1: ")
        .says("was ended after 3 s at 'Step 2/")
        .says(": RUN sleep 600'");
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "DOCKER29"})
  void tellWhyAnInstructionFailsHoweverQuietTheRun(Services engine) throws Exception {
    String dockerfile = "FROM alpine:3.7\n\nRUN echo why it failed >&2; exit 7\n";
    MavenOutput output = push(engine, project("", dockerfile)).withArgument("--quiet").fails();
    output.says("Dockerfile:3").says("why it failed\n").says("7");
    output.doesNotSay("Step 1/2");
  }

  private Project project(String keys, String dockerfile) throws IOException {
    return Project.copy("webapp", folder)
        .write("Dockerfile", dockerfile)
        .write("page/unique.txt", repository)
        .write("activo.yml", DESCRIPTION.formatted(repository, keys))
        .commit();
  }

  private static MavenRun push(Services engine, Project project) {
    Services.required(engine, Services.REGISTRY);
    return project.mvn("activo:push", "-Denv=it").with("DOCKER_HOST", engine.value());
  }

  private PushedImage image(MavenOutput output) throws IOException, InterruptedException {
    return PushedImage.of(output.pushed(), Files.createDirectory(unpacked()));
  }

  private Path unpacked() {
    return folder.resolve("image");
  }

  private static String git(Project project, String format) {
    return Command.in(project.folder(), "git", "log", "-1", "--format=" + format).strip();
  }
}
