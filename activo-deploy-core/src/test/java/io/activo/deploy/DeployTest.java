package io.activo.deploy;

import static io.activo.deploy.Golden.assertGolden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.rehearsal.RehearsalCluster;
import io.activo.deploy.rehearsal.RehearsalEngine;
import io.activo.deploy.rehearsal.RehearsalRegistry;
import io.activo.deploy.rehearsal.RehearsedImages;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.step.StepResult;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole road in one process, with the rehearsal's adapters. */
class DeployTest {
  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void writeProject() {
    project =
        new Project(folder)
            .file(
                "activo.yml",
                """
                app: web
                image:
                  repository: registry.example/web
                  tag: '1'
                  dockerfile: docker/Dockerfile
                env-file:
                  from: [.env, environment]
                  include: ['MODE', 'REDIS_*', 'DB_*', 'MAIL_*']
                  replace: {testing: staging}
                  redis-database: {7: 8}
                  set: {DB_URL: "${STAGING_DB}", MAIL_PASSWORD: "${MAIL}"}
                templates: {passthrough: [host]}
                kubernetes:
                  namespace: web
                  manifests: [deploy/web.yml.tpl, deploy/config.yml.tpl]
                environments:
                  it:
                    url: https://web.example
                    kubernetes: {cluster: rehearsal, create-namespace: true}
                """)
            .file("docker/Dockerfile", "FROM scratch\nCOPY . /app\n")
            .file(
                ".env",
                "# settings\nMODE=testing\nREDIS_URL=redis://u:red1s-word@h:6379/7\nNOTE=contesting\n")
            .file(
                "deploy/web.yml.tpl",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers: [{name: web, image: "${ACTIVO_IMAGE}"}]
                """)
            .file(
                "deploy/config.yml.tpl",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: web}
                data: {conf: "proxy_set_header Host $host; # ${ACTIVO_ENV}"}
                """)
            .with("STAGING_DB", "postgres://web:db-password@db/web")
            .with("MAIL", "mail-password");
  }

  @Test
  void printsAPlan() {
    assertGolden("plan.txt", project.printedPlan());
  }

  @Test
  void printsADeploy() {
    assertGolden("deploy.txt", project.printedDeploy());
  }

  @Test
  void appliesTheManifestsAloneWithTheImagesThatAreThere() {
    List<String> lines = new ArrayList<>();
    assertTrue(Project.deploy(project.applied(), lines).succeeded());
    assertGolden("apply.txt", String.join("\n", lines) + "\n");
  }

  @Test
  void writesAReport() {
    assertGolden("report.json", project.json());
  }

  @Test
  void showsNoSecret() {
    String all = project.printedPlan() + project.printedDeploy() + project.json();
    for (String secret : List.of("red1s-word", "db-password", "mail-password")) {
      assertFalse(all.contains(secret), secret);
    }
    assertTrue(all.contains("DB_URL"));
  }

  @Test
  void putsTheRewrittenEnvFileIntoTheImageAndNotOnTheDisk() throws Exception {
    Recording recording = new Recording();
    project.behind(recording).deploy(new ArrayList<>());
    String envFile =
        new String(
            recording.builds.get(0).context().files().get(".env"),
            java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(
        """
        # settings
        MODE=staging
        REDIS_URL=redis://u:red1s-word@h:6379/8
        DB_URL=postgres://web:db-password@db/web
        MAIL_PASSWORD=mail-password
        """,
        envFile);
    assertTrue(java.nio.file.Files.readString(folder.resolve(".env")).contains("testing"));
  }

  @Test
  void pinsTheImageToWhatWasPushed() {
    Recording recording = new Recording();
    project.behind(recording).deploy(new ArrayList<>());
    LiveObject web =
        recording.cluster.get(new ObjectRef("apps/v1", "Deployment", "web", "web")).orElseThrow();
    String image = web.objects("spec", "template", "spec", "containers").get(0).text("image");
    assertTrue(image.matches("registry\\.example/web:1@sha256:[0-9a-f]{64}"), image);
  }

  @Test
  void aFailureSaysWhatWasDoneAndWhatWasNot() {
    Recording recording = new Recording();
    recording.pushFails = true;
    assertGolden("push-fails.txt", project.behind(recording).printedDeploy());
    assertEquals(List.of(), recording.cluster.list("v1", "ConfigMap", "web", Map.of()));
    assertTrue(recording.closed, "the engine is closed");
  }

  @Test
  void aConflictIsToldBeforeAnythingIsDone() {
    Recording recording = new Recording();
    recording.cluster.seedNamespace("web");
    recording.cluster.seed(
        Map.of(
            "apiVersion",
            "apps/v1",
            "kind",
            "Deployment",
            "metadata",
            Map.of("name", "web", "namespace", "web"),
            "spec",
            Map.of(
                "template",
                Map.of(
                    "spec",
                    Map.of("containers", List.of(Map.of("name", "web", "image", "other:1")))))),
        "somebody");
    DeployReport report = project.behind(recording).deploy(new ArrayList<>());
    Problem problem = report.problems().get(0);
    assertTrue(problem.toString().contains("somebody"), problem.toString());
    assertEquals("failed", report.steps().get(0).outcome());
    assertEquals(List.of(), recording.builds);
    assertEquals(List.of(), recording.cluster.list("v1", "ConfigMap", "web", Map.of()));
  }

  @Test
  void aDefectIsReportedAndNotThrown() {
    Adapters broken =
        new Adapters() {
          @Override
          public ImageEngine openEngine(ImageAccess access) {
            throw new IllegalStateException("no");
          }

          @Override
          public ImageRegistry openRegistry(ImageAccess access) {
            throw new IllegalStateException("no");
          }

          @Override
          public Cluster openCluster(ClusterAccess access) {
            return new RehearsalCluster();
          }
        };
    DeployReport report = project.behind(broken).deploy(new ArrayList<>());
    assertFalse(report.succeeded());
    StepResult.Failed failed = (StepResult.Failed) report.steps().get(1).result().orElseThrow();
    assertTrue(failed.problems().get(0).what().startsWith("a defect of activo-deploy"));
  }

  @Test
  void opensNothingForAPlan() {
    Adapters none =
        new Adapters() {
          @Override
          public ImageEngine openEngine(ImageAccess access) {
            throw new AssertionError("a plan opened the engine");
          }

          @Override
          public ImageRegistry openRegistry(ImageAccess access) {
            throw new IllegalStateException("no");
          }

          @Override
          public Cluster openCluster(ClusterAccess access) {
            throw new AssertionError("a plan opened the cluster");
          }
        };
    assertEquals(7, project.behind(none).plan().steps().size());
  }

  @Test
  void expectsAClusterOnlyWhereObjectsAreApplied() {
    Recording recording = new Recording();
    project
        .behind(recording)
        .file(
            "activo.yml",
            """
            app: web
            image: {repository: registry.example/web, tag: '1', dockerfile: docker/Dockerfile}
            kubernetes:
              namespace: web
              cluster: {server: "https://cluster.example", token: "${TOKEN}"}
              manifests: [settings.yml]
            environments: {it: {}}
            """)
        .file("settings.yml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n")
        .with("TOKEN", "token-word");
    project.built();
    assertEquals(List.of(), recording.expected);
    project.plan();
    project.applied();
    assertEquals(2, recording.expected.size());
    project.rehearsed().plan();
    assertEquals(2, recording.expected.size());
  }

  /** The rehearsal's adapters, with a look at what they were asked for. */
  private static final class Recording implements Adapters {
    final RehearsalCluster cluster = new RehearsalCluster();
    final List<ImageBuild> builds = new ArrayList<>();
    final List<ClusterAccess> expected = new ArrayList<>();
    boolean pushFails;
    boolean closed;

    @Override
    public ImageEngine openEngine(ImageAccess access) {
      RehearsalEngine engine = new RehearsalEngine();
      return new ImageEngine() {
        @Override
        public String describe() {
          return engine.describe();
        }

        @Override
        public void build(ImageBuild build, Progress progress) {
          builds.add(build);
          engine.build(build, progress);
        }

        @Override
        public Published push(ImageReference reference, Progress progress) {
          if (pushFails) {
            throw new DeployException(
                Problem.of(
                    "the registry refuses the password db-password",
                    Place.of(reference.toString()),
                    "check the credentials"));
          }
          return engine.push(reference, progress);
        }

        @Override
        public InputStream export(ImageReference reference) {
          return engine.export(reference);
        }

        @Override
        public void close() {
          closed = true;
          engine.close();
        }
      };
    }

    @Override
    public void expectCluster(ClusterAccess access) {
      expected.add(access);
    }

    @Override
    public ImageRegistry openRegistry(ImageAccess access) {
      return new RehearsalRegistry(new RehearsedImages());
    }

    @Override
    public Cluster openCluster(ClusterAccess access) {
      return cluster;
    }
  }
}
