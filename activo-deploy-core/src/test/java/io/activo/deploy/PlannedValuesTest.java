package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.RenderedFiles.RenderedFile;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan makes of values, in templates and in the env-file. */
class PlannedValuesTest {
  private static final String CONFIG_MAP =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata:\n  k: %s\n";

  @TempDir Path folder;

  @Test
  void aValueThatBreaksAManifestIsRefusedAtItsReference() {
    templates("{}", "$V")
        .with("V", "a: b")
        .isRefused(
            "a.yml.tpl:5:6: the value of V changes the structure of the document; put it in double"
                + " quotes, or set templates.quote: auto; if it is meant to be YAML or JSON, name it"
                + " in templates.raw");
  }

  @Test
  void unsetNamesAndValuesThatBreakAreToldTogether() {
    templates("{}", "$V\n  l: $UNSET")
        .with("V", "a: b")
        .isRefused(
            "a.yml.tpl:5:6: the value of V changes the structure of the document; put it in double"
                + " quotes, or set templates.quote: auto; if it is meant to be YAML or JSON, name it"
                + " in templates.raw",
            "a.yml.tpl:6:6: $UNSET is not set; set it in 'variables' or the environment, or name it"
                + " in templates.passthrough");
  }

  @Test
  void whatCannotBeSetIsToldWhereItIsSet() {
    envFile("url: http://x", "include: [X], set: {A: '${LINES_OF_A}', '1 x': b}")
        .with("LINES_OF_A", "s3cret\nx")
        .rehearsed()
        .isRefused(
            "activo.yml:6:39: the value of 'A' has a line break or a NUL; set it encoded, as base64"
                + " for example, or use another dialect of the env-file",
            "activo.yml:6:59: '1 x' is no key of an env-file; set it encoded, as base64 for example,"
                + " or use another dialect of the env-file");
  }

  @Test
  void anEnvironmentWithNothingToRenderIsRefused() {
    Project project =
        new Project(folder)
            .file(
                "activo.yml",
                "app: web\nimage: {repository: r.example/web, tag: x}\nenvironments: {it: {}}\n");
    DeployException refused = assertThrows(DeployException.class, project::rendered);
    assertEquals(
        "activo.yml:3:16: environment 'it' has nothing to render; describe kubernetes.manifests, or"
            + " an env-file",
        refused.problems().get(0).headline());
  }

  @Test
  void aTemplateAndAManifestOfOneNameAreTwoFiles() {
    Project project =
        templates("{}", "x")
            .file(
                "activo.yml",
                "app: web\nkubernetes: {cluster: rehearsal, manifests: [a.yml, a.yml.tpl]}\nenvironments: {it: {}}\n")
            .file("a.yml", CONFIG_MAP.formatted("y").replace("name: m", "name: other"));
    assertEquals(
        List.of("manifests/a.yml", "manifests/a.yml.tpl"),
        project.rendered().manifests().stream().map(RenderedFile::name).toList());
  }

  @Test
  void quoteAndRawSayOtherwise() throws IOException {
    assertTrue(
        rendered(templates("{quote: auto}", "$V").with("V", "a: b")).contains("k: \"a: b\""));
    assertTrue(rendered(templates("{raw: [V]}", "$V").with("V", "{a: b}")).contains("k: {a: b}"));
  }

  @Test
  void everyDialectAndMarkIsKnown() throws IOException {
    assertTrue(rendered(templates("{dialect: bash}", "a${U:-\"b\"}\\$V")).contains("k: ab$V"));
    assertTrue(
        rendered(templates("{placeholder: '__{}__'}", "__V__ $V").with("V", "x"))
            .contains("k: x $V"));
    assertTrue(
        rendered(templates("{substitute: declared}", "$V $W").with("W", "w")).contains("k: $V $W"));
  }

  @Test
  void whatGnuLeavesEmptyIsAWarningAndNoMistake() {
    assertEquals(
        List.of(
            "a.yml.tpl:5:6: $V is not set and becomes empty; set it, or name it in"
                + " templates.passthrough"),
        warnings(templates("{dialect: gnu}", "$V")));
  }

  @Test
  void laterFindingsAreToldAtTheirPlaceInTheTemplate() {
    templates("{}", "|\n    $V\n---\nkind: ConfigMap")
        .with("V", "one\ntwo\nthree")
        .isRefused(
            "a.yml.tpl:8:1: an object has no apiVersion; add it",
            "a.yml.tpl:8:1: an object has no metadata.name; add it");
  }

  @Test
  void aVariableThatNothingUsesIsAWarning() {
    Project project =
        new Project(folder)
            .file(
                "activo.yml",
                """
                app: web
                variables: {V: x, THERE: x, HOTS_NAME: x, NOBODY: x}
                kubernetes: {cluster: rehearsal, manifests: [a.yml.tpl]}
                environments:
                  it: {}
                  other: {kubernetes: {manifests: {add: [b.yml.tpl]}}}
                """)
            .file("a.yml.tpl", CONFIG_MAP.formatted("$V ${V:-$HOST_NAME}"))
            .file("b.yml.tpl", CONFIG_MAP.formatted("$THERE"));
    assertEquals(
        List.of(
            "activo.yml:2:29: variable 'HOTS_NAME' is set and used by no template, env-file or value;"
                + " did you mean 'HOST_NAME'?",
            "activo.yml:2:43: variable 'NOBODY' is set and used by no template, env-file or value;"
                + " remove it"),
        warnings(project));
  }

  @Test
  void anotherEnvironmentsHostIsRefusedInAProtectedOne() {
    envFile("protected: true", "include: [X], set: {DB: '${DB_URL}'}")
        .with("DB_URL", "postgres://u:s3cret@10.1.2.3/web")
        .with("STAGING_DB_URL", "postgres://u:s3cret@10.1.2.3/web")
        .rehearsed()
        .isRefused(
            "activo.yml:6:39: 'DB' holds '10.1.2.3', a host of environment staging; mend the value,"
                + " or allow it by env-file.guard.allow: {DB: reason}");
  }

  @Test
  void anExceptionOfTheGuardIsNamedByKey() {
    String allowing = "set: {DB: localhost}, guard: {allow: {DB: a sidecar}}";
    assertEquals(List.of(), warnings(envFile("protected: true", allowing).rehearsed()));
  }

  @Test
  void thePipelinesOwnVariablesStayOutOfTheEnvFile() {
    Project project =
        envFile(
                "kubernetes: {manifests: [m.yml], cluster: {context: c, kubeconfig: '${CLUSTER_CONFIG}'}}",
                "{}")
            .file("m.yml", CONFIG_MAP.formatted("x"))
            .with("CLUSTER_CONFIG", "kind: Config")
            .with("HEROKU_API_KEY", "x")
            .with("PATH", "/bin")
            .with("MAIL_HOST", "mail");
    assertEquals("[MAIL_HOST]", keys(project.rehearsed()));
  }

  @Test
  void aSecretIsHiddenUnderAnyKey() {
    Project project =
        envFile(
                "url: http://x",
                "include: [MY_PASSWORD], replace: {a: b}, rename: {MY_PASSWORD: THING}")
            .with("MY_PASSWORD", "a-hunter22");
    String plan = project.rehearsed().printedPlan();
    assertTrue(plan.contains("MY_PASSWORD renamed to THING"), plan);
    assertFalse(plan.contains("hunter22"), plan);
  }

  @Test
  void aPrivateKeyThatGoesIntoTheImageIsAWarning() {
    Project project =
        envFile("url: http://x", "include: ['*', GCLOUD_SERVICE_KEY]")
            .with(
                "GCLOUD_SERVICE_KEY",
                "{\"type\": \"service_account\", \"private_key\": \"s3cret\"}");
    String warnings = warnings(project.rehearsed()).toString();
    assertTrue(warnings.contains("GCLOUD_SERVICE_KEY"), warnings);
    assertFalse(warnings.contains("s3cret"), warnings);
  }

  private Project templates(String templates, String value) {
    return new Project(folder)
        .file(
            "activo.yml",
            "app: web\ntemplates: %s\nkubernetes: {cluster: rehearsal, manifests: [a.yml.tpl]}\nenvironments: {it: {}}\n"
                .formatted(templates))
        .file("a.yml.tpl", CONFIG_MAP.formatted(value));
  }

  private Project envFile(String environment, String envFile) {
    String own = envFile.equals("{}") ? "{}" : "{" + envFile + "}";
    return new Project(folder)
        .file(
            "activo.yml",
            """
            app: web
            image: {repository: r.example/web, tag: '1-${ACTIVO_ENV}'}
            env-file: {from: environment, include: []}
            environments:
              staging: {env-file: {set: {DB: '${STAGING_DB_URL}'}}}
              it: {env-file: %s, %s}
            """
                .replace(", include: []", "")
                .formatted(own, environment))
        .file("Dockerfile", "FROM scratch\n");
  }

  private static String rendered(Project project) throws IOException {
    RenderedFile file = project.rendered().manifests().get(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.content().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> warnings(Project project) {
    return project.plan().warnings().stream()
        .map(Problem::headline)
        .filter(line -> !line.contains("git tells none"))
        .toList();
  }

  private static String keys(Project project) {
    String line =
        project
            .printedPlan()
            .lines()
            .filter(each -> each.contains("env-file .env"))
            .findFirst()
            .orElseThrow();
    return "[" + line.replaceFirst(".* keys?: ", "") + "]";
  }
}
