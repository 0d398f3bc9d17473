package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.rehearsal.RehearsalCluster;
import io.activo.deploy.rehearsal.RehearsalEngine;
import io.activo.deploy.rehearsal.RehearsalRegistry;
import io.activo.deploy.rehearsal.RehearsedImages;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.step.ReleasedImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the images of a deploy come from, and what becomes of them. */
class ImagesDeployTest {
  private static final String DIGEST = "@sha256:" + "a".repeat(64);

  @TempDir private Path folder;
  private final Remembering adapters = new Remembering();
  private Project project;

  @BeforeEach
  void writesADockerfile() {
    project = new Project(folder).behind(adapters).file("Dockerfile", "FROM scratch\n");
  }

  @Test
  void tellsEverythingThatTheDockerfileDoesNotAllow() {
    describe(image("target: runn, args: {VERSON: 1}"));
    project
        .file("Dockerfile", "FROM scratch AS run\nARG VERSION\nRUN --network=none x\n")
        .isRefused(
            "activo.yml:2:44: there is no stage 'runn' in Dockerfile; did you mean 'run'?",
            "activo.yml:2:57: no ARG of Dockerfile declares the build argument 'VERSON'; did you"
                + " mean 'VERSION'?",
            "Dockerfile:3:1: only BuildKit knows RUN --network; do without it: the classic builder"
                + " fails on it");
  }

  @Test
  void warnsOfASecretInABuildArgument() {
    describe(image("args: {API_TOKEN: abc}"));
    project.file("Dockerfile", "FROM scratch\nARG API_TOKEN\n");
    assertEquals(1, project.plan().warnings().size(), project.plan().warnings().toString());
    assertFalse(project.plan().warnings().toString().contains("abc"));
  }

  @Test
  void buildsEveryImageBeforeItPushesOne() {
    project.file("Dockerfile", "ARG B=scratch\nFROM $B\n");
    describe(
        """
        app: web
        images:
          base: {repository: r/base, tag: 1}
          web: {repository: r/web, tag: 1, tags: [new, '1.0+b'], args: {B: '${ACTIVO_IMAGE_BASE}'}}
        environments: {it: {}}
        """);
    assertEquals(List.of("registry", "build", "build", "push", "push"), verbs(project.plan()));
    assertTrue(deploy().succeeded(), lines.toString());
    assertEquals(
        List.of("r/base:1", "r/web:1", "r/web:1.0-b", "r/web:new"), adapters.images.names());
    assertTrue(lines.contains("    tag new: pushed"), lines.toString());
    assertEquals(List.of(Map.of(), Map.of("new", "pushed", "1.0-b", "pushed")), furtherTags);
  }

  @Test
  void findsAnImageThatIsBuiltOnlyWhenMissing() {
    describe(image("build: missing, tags: [new]"));
    adapters.seed("r/web:1");
    assertTrue(deploy().succeeded(), lines.toString());
    assertFalse(adapters.openedEngine, lines.toString());
    assertEquals(List.of("r/web:1", "r/web:new"), adapters.images.names());
    assertEquals(List.of("already there"), changes);
    assertEquals(List.of(Map.of("new", "pushed")), furtherTags);
  }

  @Test
  void anImageThatWasBuiltFromSomethingElseIsNotFound() {
    describe(image("build: missing"));
    deploy();
    project.file("Dockerfile", "FROM scratch\nLABEL a=b\n");
    assertTrue(deploy().succeeded(), lines.toString());
    assertEquals("pushed", changes.get(0));
    assertTrue(changes.get(1).startsWith("tag moved from "), changes.toString());
    deploy();
    assertEquals("already there", changes.get(2));
  }

  @Test
  void anImageThatEnvironmentsShareIsCopiedOnlyWhenItsInputsAreTheSame() {
    describe(
        """
        app: web
        image: {repository: 'r/${ACTIVO_ENV}', files: {f: {variable: CONF}}}
        environments: {it: {}, production: {}}
        """);
    project.committed();
    project.with("CONF", "a");
    deploy();
    project.in("production").with("CONF", "b");
    deploy();
    assertEquals(List.of("pushed", "pushed"), changes);
    assertEquals(2, builds(), lines.toString());
    describe(
        """
        app: web
        image: {repository: 'r/new-${ACTIVO_ENV}', files: {f: {variable: CONF}}}
        environments: {it: {}, production: {}}
        """);
    project.committed();
    project.in("it");
    deploy();
    project.in("production");
    deploy();
    assertEquals(3, builds(), lines.toString());
  }

  private long builds() {
    return lines.stream().filter(line -> line.contains("done: built by")).count();
  }

  @Test
  void buildsAnImageThatIsMissing() {
    describe(image("build: missing"));
    assertTrue(deploy().succeeded(), lines.toString());
    assertEquals(List.of("pushed"), changes);
  }

  @Test
  void buildsAnImageWhereItMayNotBeLookedFor() {
    describe(image("build: missing"));
    adapters.refusal = Optional.of("unauthorized");
    assertTrue(deploy().succeeded(), lines.toString());
    assertTrue(lines.contains("    cannot look for r/web:1: unauthorized"), lines.toString());
  }

  @Test
  void aRehearsalTakesForGrantedWhatMustBeThere() {
    describe(image("build: never"));
    assertTrue(deploy().succeeded(), lines.toString());
    assertEquals(List.of("already there"), changes);
  }

  @Test
  void copiesTheImageOfAnotherEnvironment() {
    describe(
        """
        app: web
        image: {repository: 'r/${ACTIVO_ENV}', tag: 1}
        environments: {staging: {}, it: {image: {from: staging}}}
        """);
    adapters.seed("r/staging:1");
    assertEquals(List.of("registry", "promote"), verbs(project.plan()));
    assertTrue(deploy().succeeded(), lines.toString());
    assertFalse(adapters.openedEngine);
    assertEquals(List.of("r/it:1", "r/staging:1"), adapters.images.names());
  }

  @Test
  void pinsAGivenImageAndBuildsNothing() {
    describe(image("tags: []"));
    adapters.seed("r/web" + DIGEST);
    project.given("r/web" + DIGEST);
    assertEquals(List.of("find"), verbs(project.plan()));
    assertTrue(deploy().succeeded(), lines.toString());
    assertFalse(adapters.openedEngine);
  }

  @Test
  void warnsOfATagThatSaysNothing() {
    describe(image("build: always").replace("tag: 1", "tag: latest"));
    assertEquals(
        List.of("activo.yml:2:8"),
        project.plan().warnings().stream().map(w -> w.where().toString()).toList());
  }

  @Test
  void anImageForAnEnvFileIsFoundOnlyWhenItTellsTheSameInputs() {
    describe(image("build: missing") + "env-file: {from: [.env]}\n");
    project.file(".env", "A=b\n");
    adapters.seed("r/web:1");
    assertTrue(deploy().succeeded(), lines.toString());
    assertTrue(lines.contains("    r/web:1 was built from other inputs"), lines.toString());
    assertTrue(adapters.openedEngine);
  }

  @Test
  void warnsWhereTheEnvFileIsNotInAnImageThatIsTaken() {
    describe(image("build: never") + "env-file: {from: [.env]}\n");
    assertTrue(
        project.plan().warnings().toString().contains("it is not the one that"),
        project.plan().warnings().toString());
  }

  @Test
  void herokuRunsOnePlatform() {
    describe(image("platform: linux/arm64").replace("r/web", "registry.heroku.com/app/web"));
    project.isRefused(
        "activo.yml:2:8: Heroku runs no image of the platform 'linux/arm64'; write platform:"
            + " linux/amd64");
  }

  @Test
  void warnsWhereEnvFilesOfTwoEnvironmentsHaveOneImage() {
    describe(
        """
        app: web
        image: {repository: r/web, tag: 1}
        env-file: {from: [.env]}
        environments: {it: {}, production: {}}
        """);
    project.file(".env", "A=b\n");
    assertTrue(
        project.plan().warnings().toString().contains("that of production hold different"),
        project.plan().warnings().toString());
    describe(
        """
        app: web
        image: {repository: r/web, tag: '1-${ACTIVO_ENV}'}
        env-file: {from: [.env]}
        environments: {it: {}, production: {}}
        """);
    assertEquals(List.of(), project.plan().warnings());
  }

  @Test
  void refusesAFileThatIsTheEnvFile() {
    describe(image("files: {.env: x}") + "env-file: {from: environment}\n");
    project.isRefused(
        "activo.yml:2:44: '.env' stands under 'files' and is the env-file; keep one of them");
  }

  private final List<String> lines = new ArrayList<>();

  private final List<String> changes = new ArrayList<>();

  private final List<Map<String, String>> furtherTags = new ArrayList<>();

  private DeployReport deploy() {
    DeployReport report = project.deploy(lines);
    for (ReleasedImages.Released released : report.released()) {
      changes.add(released.change());
      furtherTags.add(released.tags());
    }
    return report;
  }

  private void describe(String text) {
    project.file("activo.yml", text);
  }

  private static String image(String keys) {
    return "app: web\nimage: {repository: r/web, tag: 1, " + keys + "}\nenvironments: {it: {}}\n";
  }

  private static List<String> verbs(DeployPlan plan) {
    return plan.steps().stream().map(step -> step.describe().verb()).toList();
  }

  /** A rehearsal whose registries can be seen, filled and closed. */
  private static final class Remembering implements Adapters {
    final RehearsedImages images = new RehearsedImages();
    Optional<String> refusal = Optional.empty();
    boolean openedEngine;

    void seed(String image) {
      images.seed(ImageReference.parse(image));
    }

    @Override
    public ImageEngine openEngine(ImageAccess access) {
      openedEngine = true;
      return new RehearsalEngine(images);
    }

    @Override
    public ImageRegistry openRegistry(ImageAccess access) {
      return new RehearsalRegistry(images) {
        @Override
        public Optional<io.activo.deploy.image.Digest> digest(ImageReference image) {
          refusal.ifPresent(
              text -> {
                throw new DeployException(Problem.of(text, Place.of(image.toString()), ""));
              });
          return super.digest(image);
        }
      };
    }

    @Override
    public Cluster openCluster(ClusterAccess access) {
      return new RehearsalCluster();
    }
  }
}
