package io.activo.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.image.credentials.ServerLogins;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.report.ReportJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A team's folder in a test, and what a deploy of it prints. */
final class Project {
  private final Path folder;
  private final Map<String, String> process = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private String description = "activo.yml";
  private Optional<String> environment = Optional.of("it");
  private boolean rehearse;
  private ImageRequest images = ImageRequest.none();
  private Clock clock = clock();
  private Adapters real = Adapters.real(Map.of());
  private Adapters rehearsal = Adapters.rehearsal();

  Project(Path folder) {
    this.folder = folder;
  }

  Project file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Project with(String name, String value) {
    process.put(name, value);
    return this;
  }

  Project withProperty(String name, String value) {
    properties.put(name, value);
    return this;
  }

  Project in(String name) {
    environment = Optional.of(name);
    return this;
  }

  Project chosenByBranch() {
    environment = Optional.empty();
    return this;
  }

  Project describedBy(String file) {
    description = file;
    return this;
  }

  Project rehearsed() {
    rehearse = true;
    return this;
  }

  Project behind(Adapters adapters) {
    real = adapters;
    rehearsal = adapters;
    return this;
  }

  /** For a deploy that waits. */
  Project inRealTime() {
    clock = Clock.systemUTC();
    return this;
  }

  Project given(String image) {
    images = ImageRequest.none().withGiven(image);
    return this;
  }

  DeployPlan plan() {
    return planner().plan();
  }

  /** What an apply of the manifests alone would do. */
  DeployPlan applied() {
    return planner().apply();
  }

  /** What building the images would do. */
  DeployPlan built() {
    return planner().build();
  }

  /** What a promotion from another environment would do. */
  DeployPlan promoted(String from) {
    return planner().promote(from);
  }

  /** Commits everything; returns the commit. */
  String committed() {
    git("init", "--quiet", "--initial-branch=main");
    git("add", "--all");
    git("commit", "--quiet", "--message=Begin");
    return git("rev-parse", "HEAD").strip();
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "commit.gpgsign=false"));
    command.addAll(List.of("-c", "user.name=Activo", "-c", "user.email=it@activo.example"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new String(git.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RenderedFiles rendered() {
    return planner().render();
  }

  private DeployPlanner planner() {
    DeployRequest request =
        new DeployRequest(
            folder.resolve(description),
            environment,
            properties,
            process,
            rehearse,
            Optional.empty(),
            clock,
            images,
            ServerLogins.none(),
            Optional.empty());
    return new DeployPlanner(request, real, rehearsal);
  }

  /** A clock that stands still, so that every time in what is printed is known. */
  private static Clock clock() {
    return Clock.fixed(Instant.parse("2026-11-23T10:20:30Z"), ZoneOffset.UTC);
  }

  String printedPlan() {
    return PlanText.lines(plan()).stream().collect(Collectors.joining("\n", "", "\n"));
  }

  /** What a deploy prints; errors are marked by {@code !}. */
  String printedDeploy() {
    List<String> lines = new ArrayList<>();
    deploy(lines);
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  String json() {
    DeployPlan plan = plan();
    return new ReportJson(plan.masker()).print(deploy(plan, new ArrayList<>()));
  }

  DeployReport deploy(List<String> lines) {
    return deploy(plan(), lines);
  }

  static DeployReport deploy(DeployPlan plan, List<String> lines) {
    try (ConsoleLog log = new ConsoleLog(new Lines(lines))) {
      return new Deployer(log, clock()).deploy(plan);
    }
  }

  /** The headlines of everything for which the plan is refused. */
  void isRefused(String... headlines) {
    DeployException e = assertThrows(DeployException.class, this::plan);
    assertEquals(
        String.join("\n", headlines),
        e.problems().stream().map(Problem::headline).collect(Collectors.joining("\n")));
  }

  private record Lines(List<String> lines) implements ConsoleLog.Console {
    @Override
    public void line(String text) {
      lines.add(text);
    }

    @Override
    public void warning(String text) {
      lines.add("? " + text);
    }

    @Override
    public void error(String text) {
      lines.add("! " + text);
    }

    @Override
    public boolean isLive() {
      return false;
    }

    @Override
    public void live(String text) {}
  }
}
