package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.report.StepReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployPlannerTest {
  private static final String CONFIG =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {a: \"%s\"}\n";

  @TempDir private Path folder;

  @Test
  void refusesEverythingThatIsWrongInOneRun() throws Exception {
    Project project =
        project(
            """
            app: web
            image: {repository: "registry.example/${TEAM}", tag: 'a b'}
            env-file: {from: .env}
            kubernetes:
              cluster: {context: staging}
              manifests: [one.yml.tpl, two.yml.tpl, deploy]
            environments: {it: {}}
            """);
    project.file("one.yml.tpl", CONFIG.formatted("one", "${HOST} $PORT"));
    project.file("two.yml.tpl", CONFIG.formatted("two", "${HOST}"));
    project.with("HOSTS", "x").with("KUBECONFIG", folder.resolve("none").toString());
    List<String> before = listing();
    project.isRefused(
        "activo.yml:2:39: ${TEAM} is not set; set it in the environment, or by"
            + " -Dactivo.var.TEAM=VALUE",
        "activo.yml:3:18: '.env' cannot be read: no such file; check the path; it is relative to"
            + " the description",
        "activo.yml:5:3: there is no kubeconfig at "
            + folder.resolve("none")
            + "; set KUBECONFIG, or give the kubeconfig's text",
        "activo.yml:6:41: 'deploy' is no file; paths are relative to the description",
        "one.yml.tpl:4:12: ${HOST} is not set; did you mean 'HOSTS'? otherwise set it in 'variables'"
            + " or the environment, or name it in templates.passthrough",
        "one.yml.tpl:4:20: $PORT is not set; set it in 'variables' or the environment, or name it in"
            + " templates.passthrough",
        "two.yml.tpl:4:12: ${HOST} is not set; did you mean 'HOSTS'? otherwise set it in 'variables'"
            + " or the environment, or name it in templates.passthrough");
    assertEquals(before, listing());
  }

  @Test
  void refusesAPathThatLeadsOut() {
    project(
            """
            app: web
            kubernetes: {cluster: rehearsal, manifests: [../other.yml, /etc/hosts.yml]}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:2:46: '../other.yml' leads out of the folder of the description; name a"
                + " path below that folder",
            "activo.yml:2:60: '/etc/hosts.yml' leads out of the folder of the description; name a"
                + " path below that folder");
  }

  @Test
  void takesFoldersAndPatterns() {
    Project project =
        project(
            """
            app: web
            kubernetes: {cluster: rehearsal, manifests: [deploy, '**/extra-*.yml']}
            environments: {it: {}}
            """);
    project.file("deploy/a.yml", CONFIG.formatted("a", ""));
    project.file("deploy/b.yaml.tpl", CONFIG.formatted("b", ""));
    project.file("deploy/notes.txt", "no manifest");
    project.file("deploy/sub/c.yml", CONFIG.formatted("not-this-one", ""));
    project.file("deploy/sub/extra-d.yml", CONFIG.formatted("d", ""));
    project.file("extra-e.yml", CONFIG.formatted("e", ""));
    assertEquals(
        List.of("ConfigMap a", "ConfigMap b", "ConfigMap d", "ConfigMap e"), objects(project));
  }

  @Test
  void takesPatternsWithGroupsAndALeadingDot() {
    Project project =
        project(
            """
            app: web
            kubernetes: {cluster: rehearsal, manifests: ['./deploy/{**/,x}*.yml']}
            environments: {it: {}}
            """);
    project.file("deploy/a.yml", CONFIG.formatted("a", ""));
    project.file("deploy/sub/b.yml", CONFIG.formatted("b", ""));
    assertEquals(List.of("ConfigMap a", "ConfigMap b"), objects(project));
  }

  @Test
  void tellsMalformedAndUnsetReferencesOfATemplateTogether() {
    Project project =
        project(
            """
            app: web
            kubernetes: {cluster: rehearsal, manifests: [a.yml]}
            environments: {it: {}}
            """);
    project.file("a.yml", CONFIG.formatted("a", "${ONE} ${TWO%x} ${THREE}"));
    assertEquals(
        List.of("a.yml:4:12", "a.yml:4:19", "a.yml:4:28"),
        problems(project).stream().map(problem -> problem.where().toString()).toList());
  }

  @Test
  void refusesAPatternThatIsNone() {
    project(
            """
            app: web
            kubernetes: {cluster: rehearsal, manifests: ['deploy/[a*.yml']}
            environments: {it: {}}
            """)
        .isRefused("activo.yml:2:46: 'deploy/[a*.yml' is no pattern: Missing ']");
  }

  @Test
  void refusesToDeployNothing() {
    project("app: web\nenvironments: {it: {}}\n")
        .isRefused(
            "activo.yml:2:16: environment 'it' deploys nothing; describe an image, or kubernetes");
  }

  @Test
  void aProtectedEnvironmentNeedsAKnownCommit() {
    Project project =
        project(
            """
            app: web
            image: {repository: r/web, tag: '1'}
            environments: {it: {protected: true}}
            """);
    project.file("Dockerfile", "FROM scratch\n");
    project.isRefused(
        "activo.yml:3:16: it is not known whether files differ from a commit: git tells none here;"
            + " deploy from a git checkout (see what 'git status' says): the environment is"
            + " protected");
  }

  @Test
  void refusesAnObjectThatStandsTwice() {
    Project project =
        project(
            """
            app: web
            kubernetes: {cluster: rehearsal, manifests: [a.yml, b.yml]}
            environments: {it: {}}
            """);
    project.file("a.yml", CONFIG.formatted("same", ""));
    project.file("b.yml", CONFIG.formatted("same", ""));
    List<Problem> problems = problems(project);
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).toString().contains("a.yml:1:1"), problems.toString());
    assertTrue(problems.get(0).toString().contains("b.yml:1:1"), problems.toString());
  }

  @Test
  void warnsWhenNoManifestUsesTheImage() {
    Project project =
        project(
            """
            app: web
            image: {repository: registry.example/web, tag: '1'}
            kubernetes: {cluster: rehearsal, manifests: [a.yml]}
            environments: {it: {}}
            """);
    project.file("a.yml", CONFIG.formatted("a", "")).file("Dockerfile", "FROM scratch\n");
    assertEquals(
        List.of(
            "activo.yml:2:8: no manifest uses the image registry.example/web:1; write image:"
                + " ${ACTIVO_IMAGE} in a template"),
        project.plan().warnings().stream().map(Problem::headline).toList());
  }

  @Test
  void listsWhatTheGnuDialectLeavesEmpty() {
    Project project =
        project(
            """
            app: web
            templates: {dialect: gnu}
            kubernetes: {cluster: rehearsal, manifests: [a.yml]}
            environments: {it: {}}
            """);
    project.file("a.yml", CONFIG.formatted("a", "$MISSING ${MISSING:-x}"));
    assertEquals(
        List.of(
            "a.yml:4:12: $MISSING is not set and becomes empty; set it, or name it in"
                + " templates.passthrough"),
        project.plan().warnings().stream().map(Problem::headline).toList());
  }

  @Test
  void needsANamespaceWhereTheContextHasNone() {
    String kubeconfig =
        "{clusters: [{name: c, cluster: {server: 'https://h'}}], users: [], contexts: [{name: s,"
            + " context: {cluster: c}}]}";
    Project project =
        project(
            """
            app: web
            kubernetes:
              cluster: {context: s, kubeconfig: "${CLUSTER}"}
              manifests: [a.yml]
            environments: {it: {}}
            """);
    project.file("a.yml", CONFIG.formatted("a", "")).with("CLUSTER", kubeconfig);
    project.isRefused(
        "activo.yml:3:3: no namespace is named, and the cluster's context has none; add"
            + " kubernetes.namespace, for example namespace: default");
  }

  @Test
  void plansWhereTheKubeconfigIsNot() {
    Project project =
        project(
            """
            app: web
            kubernetes: {cluster: {context: staging}, namespace: web, manifests: [a.yml]}
            environments: {it: {}}
            """);
    project.file("a.yml", CONFIG.formatted("a", ""));
    DeployPlan plan = project.with("KUBECONFIG", folder.resolve("none").toString()).plan();
    assertEquals(
        new DeployPlan.Fact("cluster", "context staging (not known here), namespace web"),
        plan.facts().get(0));
    assertEquals(
        List.of(
            "activo.yml:2:13: there is no kubeconfig at "
                + folder.resolve("none")
                + "; set KUBECONFIG, or give the kubeconfig's text"),
        plan.warnings().stream().map(Problem::headline).toList());
    DeployReport report = project.deploy(new ArrayList<>());
    assertEquals(List.of("failed", "not run"), outcomes(report));
  }

  private static List<String> outcomes(DeployReport report) {
    return report.steps().stream().map(StepReport::outcome).toList();
  }

  @Test
  void aProtectedEnvironmentTakesNoCurrentContext() {
    String kubeconfig =
        "{current-context: s, clusters: [{name: c, cluster: {server: 'https://h'}}], users: [],"
            + " contexts: [{name: s, context: {cluster: c, namespace: n}}]}";
    Project project =
        project(
            """
            app: web
            kubernetes:
              cluster: {kubeconfig: "${CLUSTER}"}
              manifests: [a.yml]
            environments: {it: {protected: true}}
            """);
    project.file("a.yml", CONFIG.formatted("a", "")).with("CLUSTER", kubeconfig);
    project.isRefused(
        "activo.yml:3:3: a protected environment names neither the context nor the server of its"
            + " cluster; add kubernetes.cluster.context, so that it cannot be another one",
        "activo.yml:5:16: it is not known whether files differ from a commit: git tells none here;"
            + " deploy from a git checkout (see what 'git status' says): the environment is"
            + " protected");
  }

  @Test
  void anEntryThatNamesAFileTakesItOutOfFoldersAndPatterns() {
    Project project =
        project(
            """
            app: web
            variables: {WHO: all}
            kubernetes:
              cluster: rehearsal
              manifests:
                - deploy
                - deploy/**/*.yml
                - {path: deploy/b.yml, variables: {WHO: one}}
                - {path: deploy/b.yml, suffix: -next}
            environments: {it: {}}
            """);
    project.file("deploy/a.yml", CONFIG.formatted("a", "${WHO}"));
    project.file("deploy/b.yml", CONFIG.formatted("b", "${WHO}"));
    assertEquals(
        List.of("a all", "b one", "b-next all"),
        project.plan().contents().manifests().stream()
            .map(one -> one.ref().name() + " " + new LiveObject(one.content()).text("data", "a"))
            .toList());
  }

  @Test
  void warnsOfAKeyThatStandsTwiceInAManifest() {
    Project project =
        project(
            """
            app: web
            kubernetes: {cluster: rehearsal, manifests: [a.yml]}
            environments: {it: {}}
            """);
    project.file("a.yml", CONFIG.formatted("a", "1") + "data: {b: x, b: z}\n");
    assertEquals(
        List.of(
            "a.yml:5:1: 'data' stands twice in its map, and only the last one counts; remove one",
            "a.yml:5:14: 'b' stands twice in its map, and only the last one counts; remove one"),
        project.plan().warnings().stream().map(Problem::headline).toList());
  }

  @Test
  void aFileThatTwoEntriesNameIsRefused() {
    Project project =
        project(
            """
            app: web
            kubernetes:
              cluster: rehearsal
              manifests: [a.yml, {path: a.yml, dialect: gnu}]
            environments: {it: {}}
            """);
    project.file("a.yml", CONFIG.formatted("a", ""));
    project.isRefused(
        "activo.yml:4:29: 'a.yml' stands here again, after activo.yml:4:15; remove one, or give it"
            + " a 'namespace' or 'suffix' of its own");
  }

  @Test
  void aProtectedEnvironmentMustMatchWhatTheKubeconfigSays() {
    String kubeconfig =
        "{clusters: [{name: c, cluster: {server: 'https://other'}}], users: [],"
            + " contexts: [{name: s, context: {cluster: c, namespace: n}}]}";
    Project project =
        project(
            """
            app: web
            kubernetes:
              cluster: {context: s, server: 'https://h', kubeconfig: "${CLUSTER}"}
              namespace: web
              manifests: [a.yml]
            environments: {it: {protected: true}}
            """);
    project.file("a.yml", CONFIG.formatted("a", "")).with("CLUSTER", kubeconfig);
    project.committed();
    String found = "but the kubeconfig has context s (https://other, namespace n)";
    String fix = "; correct the description or the kubeconfig, whichever is wrong";
    project.isRefused(
        "activo.yml:3:3: the environment is protected and its server is 'https://h', "
            + found
            + fix,
        "activo.yml:3:3: the environment is protected and its namespace is 'web', " + found + fix);
  }

  @Test
  void tellsThatThereIsNoDescription() {
    new Project(folder)
        .file("activo.yaml", "")
        .isRefused(
            "cannot read activo.yml in "
                + folder
                + "; did you mean 'activo.yaml'? name it by -Dactivo.file");
  }

  @Test
  void masksSecretsInWhatItRefuses() {
    Project project =
        project(
            """
            app: "${API_TOKEN}"
            environments: {it: {}}
            """);
    project.with("API_TOKEN", "Very-Secret");
    assertTrue(!problems(project).toString().contains("Very-Secret"), problems(project).toString());
  }

  private Project project(String description) {
    return new Project(folder).file("activo.yml", description);
  }

  private static List<Problem> problems(Project project) {
    try {
      project.plan();
      return List.of();
    } catch (io.activo.deploy.problem.DeployException e) {
      return e.problems();
    }
  }

  private static List<String> objects(Project project) {
    return project.plan().steps().stream()
        .filter(step -> step.describe().verb().equals("apply"))
        .flatMap(step -> step.describe().details().stream())
        .map(line -> line.substring(0, line.indexOf("  (")))
        .toList();
  }

  private List<String> listing() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
