package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.envfile.Guard;
import io.activo.deploy.envfile.Guard.Forbidden;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may not appear in an environment's settings. */
class GuardSectionTest {

  private static final String ACTIVO =
      """
      app: web
      image: {repository: r/web}
      env-file:
        set: {MAIL_HOST: mail.example.org, API: "https://api.${ACTIVO_ENV}.example.org"}
      environments:
        production:
          protected: true
          url: https://www.example.org
          env-file: {set: {CDN: "https://cdn.example.org"}}
        staging:
          url: https://staging.example.org:8443/
          env-file:
            set:
              DATABASE_URI: postgres://u:${STAGING_PASSWORD}@10.1.2.3,db2.example.org:5432/web
              CDN: https://cdn.example.org
              CACHE_HOST: cache
              DB_HOST: ${STAGING_DB}.example.org
              API_HOST: ${STAGING_API:-api}.example.org
            database: {host: 'DB.Example.org'}
        testing:
          url: https://${TESTING_HOST}/
          env-file: {set: {DATABASE_URI: "postgres://db2.example.org/web"}}
        local:
          url: http://localhost:8080
          env-file: {set: {A: 'http://127.0.0.1', B: 'http://[::1]:80', C: 'http://[2001:DB8::1]'}}
      """;

  @Test
  void aProtectedEnvironmentForbidsTheNamesAndHostsOfTheOthersAndLoopback() {
    Guard guard = guard("production", ACTIVO);
    assertEquals(
        List.of(
            new Forbidden("staging", "the name of environment staging"),
            new Forbidden("testing", "the name of environment testing"),
            new Forbidden("local", "the name of environment local")),
        guard.words());
    assertEquals(
        List.of(
            new Forbidden("10.1.2.3", "a host of environment staging"),
            new Forbidden("api.example.org", "a host of environment staging"),
            new Forbidden("api.staging.example.org", "a host of environment staging"),
            new Forbidden("cdn.example.org", "a host of environment staging"),
            new Forbidden("db.example.org", "a host of environment staging"),
            new Forbidden("db2.example.org", "a host of environment staging"),
            new Forbidden("staging.example.org", "a host of environment staging"),
            new Forbidden("api.testing.example.org", "a host of environment testing"),
            new Forbidden("2001:db8::1", "a host of environment local"),
            new Forbidden("api.local.example.org", "a host of environment local")),
        guard.hosts());
    assertEquals(true, guard.loopback());
    assertEquals(Map.of(), guard.allow());
  }

  @Test
  void anUnprotectedEnvironmentForbidsNothing() {
    assertEquals(Guard.none(), guard("it", yaml("", "")));
    assertEquals(
        Guard.none(),
        guard("it", yaml("guard: {allow: {A: because}}", "")),
        "there is nothing from which to except");
  }

  @Test
  void aNameThatIsPartOfItsOwnOrOfTheAppsIsNoHint() {
    Guard guard =
        guard(
            "production-eu",
            """
            app: demo-shop
            image: {repository: r/web}
            env-file: {}
            environments:
              production-eu: {protected: true}
              production: {}
              Production-EU-2: {}
              eu: {}
              u: {}
              demo: {}
              shop: {}
              show: {}
              x-common: {}
            """);
    assertEquals(
        List.of("Production-EU-2", "u", "show"),
        guard.words().stream().map(Forbidden::text).toList());
  }

  @Test
  void whatIsListedReplacesTheDefault() {
    Guard guard =
        guard(
            "it",
            yaml(
                "guard: {forbid: [staging, db.example.org, '10.0.0.1', '::1', 'a:b', '${WORD}'],"
                    + " allow: {MAIL: 'one server for ${ACTIVO_APP}'}}",
                "protected: true"));
    String reason = "listed in env-file.guard.forbid";
    assertEquals(
        List.of(
            new Forbidden("staging", reason),
            new Forbidden("a:b", reason),
            new Forbidden("word", reason)),
        guard.words());
    assertEquals(
        List.of(
            new Forbidden("db.example.org", reason),
            new Forbidden("10.0.0.1", reason),
            new Forbidden("::1", reason)),
        guard.hosts());
    assertEquals(false, guard.loopback());
    assertEquals(Map.of("MAIL", "one server for web"), guard.allow());
  }

  @Test
  void aListWorksWithoutProtectionAndAnEmptyOneForbidsNothing() {
    assertEquals(
        List.of("staging"),
        guard("it", yaml("guard: {forbid: [staging]}", "")).words().stream()
            .map(Forbidden::text)
            .toList());
    assertEquals(Guard.none(), guard("it", yaml("guard: {forbid: []}", "protected: true")));
  }

  @Test
  void anExceptionNeedsAReason() {
    Described.in("it", yaml("guard: {allow: {A: ' ', B: because, C: ''}}", ""))
        .isRefused(
            "activo.yml:3:31: 'A' is allowed without a reason; write why, for example A: both use"
                + " one mail server",
            "activo.yml:3:51: 'C' is allowed without a reason; write why, for example C: both use"
                + " one mail server");
  }

  @Test
  void refusesToForbidNothing() {
    Described.in("it", yaml("guard: {forbid: [a, '']}", ""))
        .isRefused("activo.yml:3:32: nothing stands here that could be forbidden; remove it");
  }

  @Test
  void whatIsWrongWithAnotherEnvironmentIsNotToldHere() {
    Described.in(
            "production",
            """
            app: web
            image: {repository: r/web}
            env-file: {}
            environments:
              production: {protected: true}
              staging:
                variables: {A: "${B}", B: "${A}", C: {file: none}}
                url: https://${A:?say}.${C}/${D:?message}
                env-file: {set: {X: "${A}", Y: "http://${D}.example.org", Z: "${F:=x}"}}
            """)
        .isRefused();
  }

  private static Guard guard(String environment, String yaml) {
    return Described.in(environment, yaml)
        .with("WORD", "word")
        .description()
        .envFile()
        .orElseThrow()
        .guard();
  }

  /** An env-file, which stands in line 3, of the environment {@code it}. */
  private static String yaml(String envFile, String environment) {
    return """
    app: web
    image: {repository: r/web}
    env-file: {%s}
    environments:
      it: {%s}
      other: {url: 'https://other.example.org'}
    """
        .formatted(envFile, environment);
  }
}
