package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.git.Revision;
import io.activo.deploy.image.ImageReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ImagesSectionTest {
  private static final String COMMIT = "1f2e3d4c5b6a79880123456789abcdef01234567";
  private static final String DIGEST = "@sha256:" + "a".repeat(64);
  private static final String TWO =
      """
      app: web
      images:
        base: {repository: r/base}
        web: {repository: r/web, args: {BASE: '${ACTIVO_IMAGE_BASE}'}}
      environments: {it: {}}
      """;
  private static final String SHARED =
      """
      app: web
      image: {repository: 'r/web-${ACTIVO_ENV}', args: {MODE: all}}
      environments: {staging: {}, production: {}}
      """;

  @Test
  void severalImagesAreBuiltInWrittenOrderAndKnowEachOther() {
    DeployDescription description = Described.in("it", TWO).description();
    assertEquals(List.of("r/base:" + COMMIT, "r/web:" + COMMIT), references(description));
    ImageDescription web = description.images().get(1);
    assertEquals(
        Map.of("BASE", "r/base:" + COMMIT),
        web.options().args().entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().value(), e -> e.getValue().value())));
    assertEquals(Optional.of("r/web:" + COMMIT), description.variables().value("ACTIVO_IMAGE"));
    assertEquals(Optional.of("r/web:" + COMMIT), description.variables().value("ACTIVO_IMAGE_WEB"));
  }

  @Test
  void anImageThatIsBuiltLaterCannotBeUsed() {
    Described.in(
            "it",
            """
            app: web
            images:
              web-front: {repository: r/web, args: {BASE: '${ACTIVO_IMAGE_BASE}'}}
              base: {repository: r/base}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:3:3: image 'web-front' uses ${ACTIVO_IMAGE_BASE} before it is built; write"
                + " the image that it needs above it");
  }

  @Test
  void namesOfImagesAreDnsLabelsAndNoOtherVariable() {
    Described.in(
            "it",
            """
            app: web
            images: {Web_1: {repository: r/a}, tag: {repository: r/b}}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:2:10: 'Web_1' is no name of an image; use at most 63 lower-case letters,"
                + " digits and '-', neither first nor last a '-'",
            "activo.yml:2:36: an image 'tag' would be ACTIVO_IMAGE_TAG, which is another variable;"
                + " choose another name");
  }

  @Test
  void tagsAreMadeValidByOneRule() {
    ImageDescription image =
        image(
            """
            repository: r/web
            tag: 1.0+b/7
            tags: ['${ACTIVO_BRANCH}', 'v1']
            """,
            "feature/log in");
    assertEquals("r/web:1.0-b-7", image.reference().toString());
    assertEquals(List.of("feature-log-in", "v1"), image.tags().stream().map(Text::value).toList());
  }

  @Test
  void everyOptionOfABuildIsRead() {
    BuildDescription options =
        image(
                """
                repository: r/web
                target: run
                labels: {team: web}
                platform: linux/arm64
                pull: true
                network: none
                add-hosts: ['db:10.0.0.1']
                shm-size: 64m
                memory: 2G
                cache-from: [r/web:cache]
                timeout: 20m
                """,
                "main")
            .options();
    assertEquals(Map.of("team", "web"), options.labels());
    assertEquals(Optional.of("linux/arm64"), options.platform());
    assertTrue(options.pull());
    assertEquals(Optional.of("none"), options.network());
    assertEquals(List.of("db:10.0.0.1"), options.addHosts());
    assertEquals(Optional.of(64L << 20), options.shmSize());
    assertEquals(Optional.of(2L << 30), options.memory());
    assertEquals(List.of("r/web:cache"), options.cacheFrom());
    assertEquals(Optional.of(Duration.ofMinutes(20)), options.timeout());
  }

  @Test
  void aFileOfTheContextIsTextAVariableOrExactlyAFile() {
    byte[] binary = {0, (byte) 0xff, '\n'};
    ImageDescription image =
        Described.in(
                "it",
                """
                app: web
                image:
                  repository: r/web
                  files: {a: 'x ${V}', b: {variable: V}, c: {file: d/c.bin}}
                environments: {it: {}}
                """)
            .with("V", "v")
            .withFile("d/c.bin", binary)
            .description()
            .images()
            .get(0);
    Map<String, byte[]> files =
        image.files().entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().value(), Map.Entry::getValue));
    assertEquals("x v", new String(files.get("a"), StandardCharsets.UTF_8));
    assertEquals("v", new String(files.get("b"), StandardCharsets.UTF_8));
    assertArrayEquals(binary, files.get("c"));
  }

  @Test
  void aValueIsOneThing() {
    Described.in(
            "it",
            """
            app: web
            image: {repository: r/web, files: {a: {variable: V, file: f}, b: {variable: NONE}}}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:2:39: a value is one 'variable' or one 'file'; write {variable: NAME} or"
                + " {file: PATH}",
            "activo.yml:2:77: ${NONE} is not set; set it in the environment, or by"
                + " -Dactivo.var.NONE=VALUE");
  }

  @Test
  void anImageMayLeaveTheEnvFileOut() {
    DeployDescription description =
        Described.in(
                "it",
                """
                app: web
                images: {a: {repository: r/a, env-file: ~}, b: {repository: r/b}}
                env-file: {from: environment}
                environments: {it: {}}
                """)
            .description();
    assertFalse(description.images().get(0).takesEnvFile());
    assertTrue(description.images().get(1).takesEnvFile());
  }

  @Test
  void anEnvFileInAnImageIsNothingButLeftOut() {
    Described.in("it", "app: web\nimage: {repository: r/a, env-file: .env}\nenvironments: {it: {}}")
        .isRefused("activo.yml:2:36: 'env-file' is '.env', but must be ~");
  }

  @Test
  void anImageThatEnvironmentsShareIsBuiltOnlyWhenMissing() {
    assertEquals(
        new ImageSource.BuiltWhenMissing(
            List.of(
                new ImageSource.Elsewhere(
                    "staging", ImageReference.parse("r/web-staging:" + COMMIT))),
            true),
        source("production", SHARED));
  }

  @Test
  void anImageOfOneEnvironmentAloneIsBuiltAlways() {
    ImageSource built = new ImageSource.Built();
    assertEquals(built, source("production", SHARED.replace("all}", "'${ACTIVO_ENV}'}")));
    assertEquals(built, source("production", SHARED + "env-file: {from: environment}\n"));
    assertEquals(
        built,
        source(
            "production",
            SHARED
                .replace("MODE: all", "MODE: '${M:-x}'")
                .replace("staging: {}", "staging: {variables: {M: y}}")));
    assertEquals(built, source("production", SHARED.replace("args:", "build: always, args:")));
    assertEquals(built, source("production", SHARED.replace("args:", "tag: fixed, args:")));
    assertEquals(
        built,
        Described.in("production", SHARED)
            .on(new Revision(Optional.of(COMMIT), Optional.empty(), Optional.empty(), List.of("a")))
            .description()
            .images()
            .get(0)
            .source());
  }

  @Test
  void twoImagesCannotHaveOneName() {
    Described.in(
            "it",
            """
            app: web
            images:
              web: {repository: r/app, tag: 1}
              worker: {repository: r/app, tag: 2, tags: ['1', '2']}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:4:3: images 'web' and 'worker' are both r/app:1; give each a repository or"
                + " a tag of its own");
  }

  @Test
  void anImageThatHoldsTheEnvFileOfAnotherEnvironmentIsNotTaken() {
    String text =
        """
        app: web
        image: {repository: 'r/web-${ACTIVO_ENV}'}
        environments:
          staging: {env-file: {from: environment}}
          production: {}
        """;
    Described.in("production", text)
        .from("staging")
        .isRefused(
            "-Dactivo.from: the image of 'staging' holds the env-file of that environment; build"
                + " it here, or take it as it is by 'env-file: ~' in the image");
    Described.in("production", text.replace("production: {}", "production: {image: {env-file: ~}}"))
        .from("staging")
        .description();
  }

  @Test
  void leavingTheEnvFileOutTwiceIsLeavingItOut() {
    assertFalse(
        Described.in(
                "it",
                """
                app: web
                image: {repository: r/a, env-file: ~}
                env-file: {from: environment}
                environments: {it: {image: {env-file: ~}}}
                """)
            .description()
            .images()
            .get(0)
            .takesEnvFile());
  }

  @Test
  void aValueReplacesAnother() {
    assertEquals(
        "v",
        Described.in(
                "it",
                """
                app: web
                image: {repository: r/a, files: {f: {file: no}}}
                environments: {it: {image: {files: {f: {variable: V}}}}}
                """)
            .with("V", "v")
            .description()
            .images()
            .get(0)
            .files()
            .values()
            .stream()
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void anImageIsTakenFromAnotherEnvironment() {
    String text = SHARED.replace("production: {}", "production: {image: {from: staging}}");
    assertEquals(
        new ImageSource.Taken(ImageReference.parse("r/web-staging:" + COMMIT), "from: staging"),
        source("production", text));
    Described.in("production", text.replace("from: staging", "from: stagin"))
        .isRefused(
            "activo.yml:3:56: there is no other environment 'stagin'; did you mean 'staging'?");
    Described.in("production", text + "env-file: {from: environment}\n")
        .isRefused(
            "activo.yml:3:56: the env-file of this environment would not be in the image, which is"
                + " that of 'staging'; build it here, or say that it takes none by 'env-file: ~' in"
                + " the image");
  }

  @Test
  void whatAnotherEnvironmentCallsItsImageMustBeKnown() {
    Described.in(
            "production",
            SHARED
                .replace("r/web-${ACTIVO_ENV}", "${REPOSITORY}")
                .replace("staging: {}", "staging: {variables: {REPOSITORY: '${ONLY_THERE}'}}")
                .replace(
                    "production: {}",
                    "production: {variables: {REPOSITORY: r/p}, image: {from: staging}}"))
        .isRefused(
            "activo.yml:3:126: the image of environment 'staging' is not known here; set the"
                + " variables that its repository and tag are made of");
  }

  @Test
  void neverBuildsWhatMustBeThere() {
    assertEquals(
        new ImageSource.Taken(ImageReference.parse("r/web:1"), "build: never"),
        image("repository: r/web\ntag: 1\nbuild: never\n", "main").source());
  }

  @Test
  void anImageThatIsGivenTakesThePlaceOfTheOnlyOne() {
    DeployDescription description =
        Described.in("staging", SHARED).given("q/other:7" + DIGEST).description();
    assertEquals(List.of("q/other:7" + DIGEST), references(description));
    assertFalse(description.images().get(0).mayBeBuilt());
    assertEquals(Optional.of("q/other:7" + DIGEST), description.variables().value("ACTIVO_IMAGE"));
    assertEquals(Optional.of("7"), description.variables().value("ACTIVO_IMAGE_TAG"));
  }

  @Test
  void severalImagesThatAreGivenAreKnownByTheirRepositories() {
    DeployDescription description =
        Described.in("it", TWO).given("r/web" + DIGEST).given("r/base" + DIGEST).description();
    assertEquals(List.of("r/base" + DIGEST, "r/web" + DIGEST), references(description));
    Described.in("it", TWO)
        .given("r/web" + DIGEST)
        .given("r/wob" + DIGEST)
        .isRefused(
            "-Dactivo.image: no image of this environment is 'r/wob"
                + DIGEST
                + "'; name every image of the environment, REPOSITORY[:TAG]@DIGEST, with commas",
            "-Dactivo.image: -Dactivo.image names no r/base; name every image of the environment,"
                + " REPOSITORY[:TAG]@DIGEST, with commas");
  }

  private static ImageSource source(String environment, String text) {
    return Described.in(environment, text).description().images().get(0).source();
  }

  private static List<String> references(DeployDescription description) {
    return description.images().stream().map(image -> image.reference().toString()).toList();
  }

  private static ImageDescription image(String keys, String branch) {
    return Described.in("it", "app: web\nimage:\n" + keys.indent(2) + "environments: {it: {}}\n")
        .onBranch(branch)
        .description()
        .images()
        .get(0);
  }
}
