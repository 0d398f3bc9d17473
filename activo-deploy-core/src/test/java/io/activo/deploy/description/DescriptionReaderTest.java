package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.description.KubernetesDescription.Target;
import io.activo.deploy.envfile.EnvFileRewrite;
import io.activo.deploy.git.Revision;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.template.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescriptionReaderTest {

  private static final String WHOLE =
      """
      app: web
      variables:
        PROJECT: {default: acme}
      image:
        repository: gcr.io/${PROJECT}/web
        context: server
        dockerfile: docker/Dockerfile
      env-file:
        path: settings.env
        from: [.env, environment]
        include: ['MAIL_*']
        exclude: [MAIL_DEBUG]
      templates:
        dialect: gnu
        substitute: [HOST, PORT]
        passthrough: [host]
      kubernetes:
        namespace: default
        manifests: [deploy/web.yml.tpl]
      environments:
        staging:
          protected: true
          url: https://${HOST}
          env-file:
            replace: {testing: staging}
            redis-database: {7: 8}
            set: {DATABASE_URI: "${DB_URL}"}
          kubernetes:
            cluster: {context: staging}
            create-namespace: {team: web}
            manifests: {add: [deploy/cron.yml]}
            timeout: 90s
      """;

  @Test
  void readsEveryKeyOfTheRoad() {
    DeployDescription description =
        Described.in("staging", WHOLE)
            .with("HOST", "staging.example.org")
            .with("DB_URL", "postgres://db/web")
            .description();

    assertEquals("web", description.app());
    assertTrue(description.environment().isProtected());
    assertEquals(Optional.of("https://staging.example.org"), description.environment().url());
    ImageDescription image = description.images().get(0);
    assertEquals(
        "gcr.io/acme/web:1f2e3d4c5b6a79880123456789abcdef01234567", image.reference().toString());
    assertEquals("server", image.context().orElseThrow().value());
    assertEquals("docker/Dockerfile", image.dockerfile().orElseThrow().value());
    EnvFileDescription envFile = description.envFile().orElseThrow();
    assertEquals("settings.env", envFile.path().value());
    assertEquals(2, envFile.from().size());
    assertInstanceOf(EnvFileDescription.Source.Environment.class, envFile.from().get(1));
    assertEquals(List.of("MAIL_DEBUG"), envFile.patterns().exclude());
    assertEquals(
        EnvFileRewrite.none()
            .withReplace(Map.of("testing", "staging"))
            .withRedisDatabase(Map.of(7, 8))
            .withSet(Map.of("DATABASE_URI", "postgres://db/web")),
        envFile.rewrite());
    assertEquals(Dialect.GNU, description.templates().rules().dialect());
    assertEquals(Optional.of(Set.of("HOST", "PORT")), description.templates().rules().substitute());
    assertEquals(Set.of("host"), description.templates().rules().passthrough());
    KubernetesDescription kubernetes = description.kubernetes().orElseThrow();
    assertEquals(
        new Target.Real(new ClusterAccess.Context(Optional.of("staging"), Optional.empty())),
        kubernetes.cluster());
    assertEquals(Optional.of(Map.of("team", "web")), kubernetes.newNamespace());
    assertEquals(
        List.of("deploy/web.yml.tpl", "deploy/cron.yml"),
        kubernetes.manifests().stream().map(entry -> entry.path().value()).toList());
    assertEquals(Duration.ofSeconds(90), kubernetes.timeout());
  }

  @Test
  void reportsEveryMistakeAtOnceWithItsPlaceAndTheNearestKey() {
    Described.in(
            "staging",
            """
            app: web
            imgae:
              repository: r/web
            image:
              repository: gcr.io/${PROJCT}/web
              contxt: .
              tag: [a]
            templates: {dialect: gnuu}
            kubernetes:
              manifests: deploy
              cluster: rehearsel
              manifests: [x.yml]
            heroku: {apps: [a]}
            environments:
              staging:
                protected: yes
                branch: [develop]
            """)
        .with("PROJECT", "acme")
        .isRefused(
            "activo.yml:2:1: unknown key 'imgae'; did you mean 'image'?",
            "activo.yml:5:22: ${PROJCT} is not set; did you mean 'PROJECT'?",
            "activo.yml:6:3: unknown key 'contxt'; did you mean 'context'?",
            "activo.yml:7:8: 'tag' is a list, but must be text",
            "activo.yml:8:22: 'dialect' is 'gnuu', but must be strict or gnu or bash or none; did you"
                + " mean 'gnu'?",
            "activo.yml:10:14: 'manifests' is a single value, but must be a list of which each item"
                + " is text, or a map",
            "activo.yml:11:12: 'cluster' is 'rehearsel', but must be rehearsal or in-cluster, or a"
                + " map; did you mean 'rehearsal'?",
            "activo.yml:12:3: 'manifests' stands twice; the first is in line 10; keep one",
            "activo.yml:13:1: 'heroku' is not in this version; remove it for the present",
            "activo.yml:16:16: 'protected' is 'yes', but must be true or false",
            "activo.yml:17:5: unknown key 'branch'; did you mean 'branches'?");
  }

  @Test
  void tellsAMissingVariableOnceWithAllItsPlaces() {
    Described.in(
            "staging",
            """
            app: web
            image: {repository: "gcr.io/${PROJECT_NAME}/web", tag: "${PROJECT_NAME}"}
            variables:
              A: ${PROJECT_NAME}
              B: ${A}
            environments: {staging: {}}
            """)
        .isRefused(
            "activo.yml:2:29: ${PROJECT_NAME} is not set; set it in the environment, or by"
                + " -Dactivo.var.PROJECT_NAME=VALUE (also at 2:57, 4:6)");
  }

  @Test
  void asksNothingOfOtherEnvironments() {
    DeployDescription description =
        Described.in(
                "local",
                """
                app: web
                environments:
                  production: {variables: {HOST: "${PRODUCTION_HOST}"}}
                  local: {variables: {HOST: localhost}}
                """)
            .description();
    assertEquals(Optional.of("localhost"), description.variables().value("HOST"));
  }

  @Test
  void takesTheFirstValueThatIsThere() {
    String yaml =
        """
        app: web
        variables:
          FROM_PROPERTY: above
          FROM_ENVIRONMENT: above
          FROM_ABOVE: above
          FROM_PROCESS: {default: above}
          FROM_DEFAULT: {default: above}
          REMOVED: above
          KEPT: above
        environments:
          it:
            variables:
              FROM_PROPERTY: environment
              FROM_ENVIRONMENT: environment
              FROM_DEFAULT: {default: environment}
              REMOVED: ~
              KEPT: {default: environment}
        """;
    Described described =
        Described.in("it", yaml)
            .withProperty("FROM_PROPERTY", "property")
            .with("FROM_PROPERTY", "process")
            .with("FROM_ENVIRONMENT", "process")
            .with("FROM_ABOVE", "process")
            .with("FROM_PROCESS", "process");
    Variables variables = described.description().variables();
    assertEquals(Optional.of("property"), variables.value("FROM_PROPERTY"));
    assertEquals(Optional.of("environment"), variables.value("FROM_ENVIRONMENT"));
    assertEquals(Optional.of("above"), variables.value("FROM_ABOVE"));
    assertEquals(Optional.of("process"), variables.value("FROM_PROCESS"));
    assertEquals(Optional.of("environment"), variables.value("FROM_DEFAULT"));
    assertEquals(Optional.of("above"), variables.value("KEPT"));
    assertEquals(Optional.empty(), variables.value("REMOVED"));
  }

  @Test
  void refusesAVariableThatNeedsItself() {
    Described.in(
            "it",
            """
            app: web
            variables: {A: "${B}", B: "${A}"}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:2:16: variable A needs its own value: A -> B -> A; give it another name"
                + " than the variable that it reads");
  }

  @Test
  void refusesToSetWhatIsBuiltIn() {
    Described.in("it", "app: web\nvariables: {ACTIVO_ENV: x}\nenvironments: {it: {}}\n")
        .isRefused("activo.yml:2:13: 'ACTIVO_ENV' is built in; choose another name");
  }

  @Test
  void knowsTheBuiltInVariables() {
    Variables variables =
        Described.in("it", "app: web\nimage: {repository: r/web}\nenvironments: {it: {}}\n")
            .onBranch("Feature/ABC_1")
            .description()
            .variables();
    Map<String, String> expected =
        Map.of(
            "ACTIVO_APP", "web",
            "ACTIVO_ENV", "it",
            "ACTIVO_COMMIT", "1f2e3d4c5b6a79880123456789abcdef01234567",
            "ACTIVO_COMMIT_SHORT", "1f2e3d4",
            "ACTIVO_BRANCH", "Feature/ABC_1",
            "ACTIVO_BRANCH_SLUG", "feature-abc-1",
            "ACTIVO_TIME", "20261123102030",
            "ACTIVO_IMAGE", "r/web:1f2e3d4c5b6a79880123456789abcdef01234567",
            "ACTIVO_IMAGE_TAG", "1f2e3d4c5b6a79880123456789abcdef01234567");
    expected.forEach(
        (name, value) -> assertEquals(Optional.of(value), variables.value(name), name));
    assertEquals(Optional.empty(), variables.value("ACTIVO_GIT_TAG"));
  }

  @Test
  void neverReadsABranchNameAsAReference() {
    Variables variables =
        Described.in("it", "app: web\nenvironments: {it: {}}\n")
            .onBranch("a${HOME}")
            .with("HOME", "/root")
            .description()
            .variables();
    assertEquals(Optional.of("a${HOME}"), variables.value("ACTIVO_BRANCH"));
  }

  @Test
  void cutsALongBranchToALabelThatStaysUnique() {
    String slug = Slug.of("x".repeat(60) + "/one");
    assertEquals(40, slug.length());
    assertTrue(slug.matches("x{32}-[0-9a-f]{7}"), slug);
    assertTrue(!slug.equals(Slug.of("x".repeat(60) + "/two")));
  }

  @Test
  void refusesAnAppThatIsNoLabelAndAMissingOne() {
    Described.in("it", "app: My_App\nenvironments: {it: {}}\n")
        .isRefused(
            "activo.yml:1:6: 'app' is 'My_App', but must be a DNS label; use at most 63 lower-case"
                + " letters, digits and '-', neither first nor last a '-'");
    Described.in("it", "environments: {it: {}}\n")
        .isRefused("activo.yml:1:20: 'app' is missing; add it, for example app: web");
  }

  @Test
  void leavesTheTeamsOwnKeysAlone() {
    DeployDescription description =
        Described.in(
                "it",
                """
                app: web
                x-note: {anything: [goes, here]}
                x-shared: &shared {cluster: rehearsal, manifests: [a.yml]}
                kubernetes: {<<: *shared, x-note: 1}
                environments: {it: {x-note: 1}}
                """)
            .description();
    assertInstanceOf(Target.Rehearsal.class, description.kubernetes().orElseThrow().cluster());
  }

  @Test
  void anEnvironmentRemovesWhatItInherits() {
    DeployDescription description =
        Described.in(
                "it",
                """
                app: web
                env-file: {path: .env}
                environments: {it: {env-file: ~}}
                """)
            .description();
    assertEquals(Optional.empty(), description.envFile());
  }

  @Test
  void keepsSecretsOfTheClusterOutOfItsText() {
    DeployDescription description =
        Described.in(
                "it",
                """
                app: web
                kubernetes:
                  cluster: {server: "https://h", token: "${T}"}
                  manifests: [a.yml]
                environments: {it: {}}
                """)
            .with("T", "very-secret")
            .description();
    assertTrue(!description.kubernetes().toString().contains("very-secret"));
  }

  @Test
  void refusesAnEnvironmentThatWouldBeTheReleaseOfAnother() {
    String yaml =
        """
        app: web
        kubernetes:
          cluster: {context: "${CLUSTER}"}
          namespace: web
          manifests: [a.yml]
        environments:
          staging: {variables: {CLUSTER: one}}
          production: {variables: {CLUSTER: %s}}
          unknown: {variables: {CLUSTER: "${NOT_SET}"}}
        """;
    Described.in("staging", yaml.formatted("two")).isRefused();
    Described.in("staging", yaml.formatted("one"))
        .isRefused(
            "activo.yml:7:3: environment 'staging' would be the same release as 'production'; give"
                + " each a cluster or a namespace of its own");
  }

  @Test
  void aNameThatOnlyLooksBuiltInIsTheTeams() {
    DeployDescription description =
        Described.in(
                "it",
                """
                app: web
                variables: {ACTIVO_WEB_URL: "https://${ACTIVO_HOST}"}
                environments: {it: {}}
                """)
            .with("ACTIVO_HOST", "h")
            .description();
    assertEquals(Optional.of("https://h"), description.variables().value("ACTIVO_WEB_URL"));
  }

  @Test
  void outsideOfGitATagIsNeeded() {
    Described.in("it", "app: web\nimage: {repository: r/web}\nenvironments: {it: {}}\n")
        .on(Revision.unknown())
        .with("ACTIVO_REVISION", "not taken from here")
        .isRefused(
            "activo.yml:2:8: ${ACTIVO_REVISION} is not known here; this is no git checkout with a"
                + " commit: make one, or set image.tag");
  }

  @Test
  void refusesAnEnvFileThatGoesNowhere() {
    Described.in("it", "app: web\nenv-file: {path: .env}\nenvironments: {it: {}}\n")
        .isRefused(
            "activo.yml:2:11: there is an 'env-file', but no 'image' that it could go into;"
                + " describe the image, or remove the env-file");
  }

  @Test
  void refusesABuiltInVariableOnTheCommandLine() {
    Described.in("it", "app: web\nenvironments: {it: {}}\n")
        .withProperty("ACTIVO_IMAGE", "x")
        .isRefused("-Dactivo.var.ACTIVO_IMAGE: 'ACTIVO_IMAGE' is built in; do not set it");
  }

  @Test
  void anEntryOfTheManifestsHasRulesAndVariablesOfItsOwn() {
    List<ManifestEntry> entries =
        Described.in(
                "it",
                """
                app: web
                variables: {TRACK: stable, HOST: a.example.com}
                templates: {dialect: strict, passthrough: [host]}
                kubernetes:
                  cluster: rehearsal
                  manifests:
                    - web.yml
                    - path: web.yml
                      suffix: -canary
                      namespace: next
                      dialect: gnu
                      variables: {TRACK: canary, NAME: "${HOST}-${TRACK}"}
                  shared: [ingress.yml]
                environments: {it: {}}
                """)
            .description()
            .kubernetes()
            .orElseThrow()
            .manifests();
    ManifestEntry canary = entries.get(1);
    assertEquals(
        List.of("web.yml", "web.yml", "ingress.yml"),
        entries.stream().map(entry -> entry.path().value()).toList());
    assertEquals(Dialect.GNU, canary.templates().rules().dialect());
    assertEquals(Set.of("host"), canary.templates().rules().passthrough());
    assertEquals("canary", canary.variables().lookup().apply("TRACK"));
    assertEquals("a.example.com-canary", canary.variables().lookup().apply("NAME"));
    assertEquals("stable", entries.get(0).variables().lookup().apply("TRACK"));
    assertEquals(List.of(false, false, true), entries.stream().map(ManifestEntry::shared).toList());
    assertTrue(canary.differsFrom(entries.get(0)));
  }

  @Test
  void theKeysOfKubernetesAreChecked() {
    Described.in(
            "it",
            """
            app: web
            kubernetes:
              cluster: rehearsal
              manifests: [{path: a.yml, suffix: _x, namespace: A, variables: {B: "${NOT_SET}"}}, {suffix: a}]
              recreate: [Jobs]
              kubernetes-version: latest
              conflicts: {spec.replicas: give}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:4:37: 'suffix' is '_x', which no name may end in; use lower-case letters,"
                + " digits and '-', the last not a '-', as in -canary",
            "activo.yml:4:52: 'namespace' is 'A', but must be a DNS label; use at most 63"
                + " lower-case letters, digits and '-', neither first nor last a '-'",
            "activo.yml:4:71: ${NOT_SET} is not set; set it in the environment, or by"
                + " -Dactivo.var.NOT_SET=VALUE",
            "activo.yml:4:86: 'path' is missing; add it, for example path: deploy/web.yml.tpl",
            "activo.yml:5:14: 'Jobs' is no kind that Kubernetes has; did you mean 'Job'?",
            "activo.yml:6:23: 'latest' is no version of Kubernetes; write it as '1.34', in quotes",
            "activo.yml:7:30: 'spec.replicas' is 'give', but must be take or leave");
  }

  @Test
  void anEnvironmentMayBeMadeOfTheTeamsOwnKeys() {
    String yaml =
        """
        app: web
        environments:
          x-note: hello
          x-common: &common
            kubernetes: {cluster: {context: one}, namespace: web, manifests: [a.yml]}
          old: ~
          staging: {<<: *common}
        """;
    Described.in("staging", yaml).isRefused();
  }

  @Test
  void refusesAnIncludeThatTakesNothing() {
    Described.in(
            "it",
            """
            app: web
            image: {repository: r/web}
            env-file: {include: []}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:3:11: 'include' lists nothing; name what to take, or remove the key");
  }

  @Test
  void refusesKeysOfLaterVersionsByName() {
    Described.in(
            "it",
            """
            app: web
            kubernetes:
              cluster: {gke: {project: p}}
              manifests: [a.yml]
            environments: {it: {}}
            """)
        .isRefused("activo.yml:3:13: 'gke' is not in this version; remove it for the present");
  }

  @Test
  void tellsTheTagAndTheRepositoryApart() {
    Described.in("it", "app: web\nimage: {repository: 'a/b:1', tag: x}\nenvironments: {it: {}}\n")
        .isRefused(
            "activo.yml:2:21: 'a/b:1' has a tag or digest, but must be a repository; write the tag"
                + " under 'tag'");
    Described.in("it", "app: web\nimage: {repository: a/b, tag: '..'}\nenvironments: {it: {}}\n")
        .isRefused(
            "activo.yml:2:31: '..' leaves no tag; use letters, digits, '_', '.' and '-', at most"
                + " 128");
  }

  @Test
  void anEnvironmentMayHaveNothingOfItsOwn() {
    assertEquals(
        "local",
        Described.in("local", "app: web\nenvironments:\n  local:\n")
            .description()
            .environment()
            .name()
            .value());
  }
}
