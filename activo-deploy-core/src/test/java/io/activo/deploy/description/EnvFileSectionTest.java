package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.description.EnvFileDescription.Source;
import io.activo.deploy.envfile.DatabaseParts;
import io.activo.deploy.envfile.EnvFileDialect;
import io.activo.deploy.envfile.EnvFileRewrite;
import io.activo.deploy.envfile.Guard;
import io.activo.deploy.problem.Place;
import io.activo.deploy.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvFileSectionTest {

  @Test
  void takesTheEnvironmentForDockerWhereNothingIsSaid() {
    EnvFileDescription envFile = envFile("{}").description().envFile().orElseThrow();
    assertEquals(".env", envFile.path().value());
    assertEquals(EnvFileDialect.DOCKER, envFile.dialect());
    assertEquals(List.of(new Source.Environment()), envFile.from());
    assertEquals(EnvFileRewrite.none(), envFile.rewrite());
    assertEquals(Guard.none(), envFile.guard());
  }

  @Test
  void readsEveryKey() {
    EnvFileDescription envFile =
        envFile(
                """

                  dialect: compose
                  replace: {testing: '${ACTIVO_ENV}'}
                  mode: text
                  redis-database: {7: 8}
                  database: {host: "db.${ACTIVO_ENV}", port: '${PORT:-5433}', name: web, user: u}
                  rename: {OLD: NEW}
                  unset: [DEBUG, TEST_*]
                  set: {A: '${ACTIVO_ENV}', B: b}\
                """)
            .description()
            .envFile()
            .orElseThrow();
    assertEquals(EnvFileDialect.COMPOSE, envFile.dialect());
    assertEquals(
        EnvFileRewrite.none()
            .withReplace(Map.of("testing", "it"))
            .withMode(EnvFileRewrite.Mode.TEXT)
            .withRedisDatabase(Map.of(7, 8))
            .withDatabase(
                DatabaseParts.none().withHost("db.it").withPort(5433).withName("web").withUser("u"))
            .withRename(Map.of("OLD", "NEW"))
            .withUnset(List.of("DEBUG", "TEST_*"))
            .withSet(Map.of("A", "it", "B", "b")),
        envFile.rewrite());
    assertEquals(
        Map.of("A", Place.in("activo.yml", 11, 9), "B", Place.in("activo.yml", 11, 29)),
        envFile.setAt());
    assertEquals(List.of(), envFile.secrets());
    assertEquals(
        EnvFileDialect.DOTENV,
        envFile("{dialect: dotenv}").description().envFile().orElseThrow().dialect());
  }

  @Test
  void thePasswordOfTheDatabaseIsASecret() {
    EnvFileDescription envFile =
        envFile("{database: {password: s3cret}}").description().envFile().orElseThrow();
    assertEquals(Optional.of(Secret.of("s3cret")), envFile.rewrite().database().password());
    assertEquals(List.of(Secret.of("s3cret")), envFile.secrets());
    assertEquals(-1, envFile.toString().indexOf("s3cret"));
  }

  @Test
  void refusesPartsThatNoDatabaseHasWithoutTheirValues() {
    envFile(
            """
            {database: {host: 'a b', port: 70000, name: "", user: "a\\tb", password: "s3\\tcret"}}""")
        .isRefused(
            "activo.yml:3:29: 'host' does not fit: the host of a database is a name or an address",
            "activo.yml:3:42: 'port' does not fit: the port of a database is 1 to 65535",
            "activo.yml:3:55: 'name' does not fit: the name of a database is text without control"
                + " characters",
            "activo.yml:3:65: 'user' does not fit: the user of a database is text without control"
                + " characters",
            "activo.yml:3:83: 'password' does not fit: the password of a database is text without"
                + " control characters");
    envFile("{database: {port: http}}")
        .isRefused("activo.yml:3:29: 'port' does not fit: the port of a database is 1 to 65535");
  }

  @Test
  void refusesToReplaceNothing() {
    envFile("{replace: {'': x}}")
        .isRefused("activo.yml:3:21: 'replace' has an empty text to replace; name the text");
  }

  @Test
  void refusesUnknownDialects() {
    envFile("{dialect: podman}")
        .isRefused(
            "activo.yml:3:21: 'dialect' is 'podman', but must be docker or compose or dotenv");
  }

  /** A description with an env-file, which stands in line 3. */
  private static Described envFile(String yaml) {
    return Described.in(
        "it",
        "app: web\nimage: {repository: r/web}\nenv-file: " + yaml + "\nenvironments: {it: {}}\n");
  }
}
