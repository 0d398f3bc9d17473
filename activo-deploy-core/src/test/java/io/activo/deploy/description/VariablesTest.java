package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which variables are written, and which of them are used. */
class VariablesTest {
  private static final String NO_FORM =
      "write one of default, value, file, base64-encode, base64-decode, sha256-file, slug";

  @ParameterizedTest(name = "{0} is \"{1}\"")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{value: 'a ${NAME}'}|                a zoë",
        "{value: 0.10}|                       0.10",
        "{value: ''}|                         \"\"",
        "{file: '${FOLDER}/lf.txt'}|          text",
        "{file: keys/crlf.txt}|               text",
        "{file: keys/bare.txt}|               text",
        "{file: keys/blank.txt}|              \" \n\"",
        "{file: keys/reference.txt}|          ${NAME}",
        "{base64-encode: '${NAME}'}|          em/Dqw==",
        "{base64-decode: 'em/Dqw=='}|         zoë",
        "{base64-decode: em/Dqw}|             zoë",
        "{base64-decode: \" em\\n /D qw== \"}| zoë",
        "{base64-decode: ''}|                 \"\"",
        "{sha256-file: keys/bare.txt}|        982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1",
        "{slug: 'Feature/${FOLDER}_1'}|       feature-keys-1",
        "{value: a, secret: true}|            a",
        "{value: a, default: ~}|              a",
      })
  void readsEveryForm(String written, String value) {
    Variables variables = variable(written).description().variables();
    assertEquals(Optional.of(value), variables.value("A"));
  }

  @Test
  void aFormStandsAboveTheProcessEnvironmentAndADefaultBelow() {
    Variables variables =
        Described.in(
                "it",
                """
                app: web
                variables: {A: {slug: Above}, B: {default: above}}
                environments: {it: {}}
                """)
            .with("A", "process")
            .with("B", "process")
            .description()
            .variables();
    assertEquals(Optional.of("above"), variables.value("A"));
    assertEquals(Optional.of("process"), variables.value("B"));
  }

  @Test
  void refusesMoreThanOneFormAndNone() {
    Described.in(
            "it",
            """
            app: web
            variables:
              A: {default: a, file: b, secret: true}
              B: {slug: a, sha256-file: b, value: c}
              C: {}
              D: {secret: false}
              E: {value: ~}
              F: {valeu: x}
              G: {secret: true}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:3:6: variable 'A' has 'default' and 'file'; keep one of them",
            "activo.yml:4:6: variable 'B' has 'value' and 'sha256-file' and 'slug'; keep one of"
                + " them",
            "activo.yml:5:6: variable 'C' has no value; " + NO_FORM,
            "activo.yml:6:6: variable 'D' has no value; " + NO_FORM,
            "activo.yml:7:6: variable 'E' has no value; " + NO_FORM,
            "activo.yml:8:7: unknown key 'valeu'; did you mean 'value'?");
  }

  @Test
  void tellsWhatCannotBeReadAtItsPlaceAndWithoutTheValue() {
    variable("{file: keys/none.txt}")
        .isRefused("activo.yml:2:23: 'keys/none.txt' cannot be read; make it");
    variable("{sha256-file: 'keys/${NAME}'}")
        .isRefused("activo.yml:2:30: 'keys/zoë' cannot be read; make it");
    variable("{file: keys/latin.txt}")
        .isRefused(
            "activo.yml:2:23: file 'keys/latin.txt' is no text in UTF-8; a variable's value is"
                + " text");
    variable("{base64-decode: 's3cret!'}")
        .isRefused(
            "activo.yml:2:32: what variable 'A' decodes is no base64; write it with A-Z, a-z, 0-9,"
                + " + and /");
    variable("{base64-decode: '/w=='}")
        .isRefused("activo.yml:2:32: variable 'A' is no text in UTF-8; a variable's value is text");
  }

  @Test
  void tellsACycleThroughForms() {
    variable("{base64-encode: '${B}'}, B: {slug: '${A}'}")
        .isRefused(
            "activo.yml:2:32: variable A needs its own value: A -> B -> A; give it another name"
                + " than the variable that it reads");
  }

  @Test
  void readsAnUnneededFileNever() {
    variable("{default: a}, B: {file: none}").withProperty("B", "given").isRefused();
  }

  @Test
  void readsNoFileOfAnotherEnvironment() {
    Described.in(
            "it",
            """
            app: web
            environments:
              it: {}
              other: {variables: {A: {file: none}}}
            """)
        .isRefused();
  }

  @Test
  void aSecretInBase64IsASecret() {
    Set<String> names =
        Described.in(
                "it",
                """
                app: web
                variables:
                  AGAIN: {base64-encode: "${SECOND}"}
                  SECOND: {base64-encode: "x${COMPOSED}"}
                  COMPOSED: "user:${MAIL_PASSWORD}"
                  OPEN: {base64-encode: "${HOST}"}
                  CALLED: {secret: true}
                environments: {it: {}}
                """)
            .with("MAIL_PASSWORD", "s3cret")
            .with("HOST", "h")
            .description()
            .variables()
            .secretNames();
    assertEquals(Set.of("AGAIN", "SECOND", "CALLED"), names);
  }

  @Test
  void warnsOfAVariableThatNothingUses() {
    Variables variables =
        Described.in(
                "it",
                """
                app: web
                variables:
                  WEB_HOTS: a
                  ABOVE: b
                  IN_VALUE: c
                  BY_VARIABLE: {default: d}
                  BY_OTHER: e
                  BY_TEMPLATE: f
                  BY_LOOKUP: g
                  IN_WORD: h
                  GONE: i
                  ONLY_SECRET: {secret: true}
                environments:
                  it:
                    variables: {ABOVE: "${BY_VARIABLE}", GONE: ~}
                    url: https://${IN_VALUE:-${IN_WORD}}
                  other: {url: "https://${BY_OTHER}"}
                """)
            .description()
            .variables();
    assertEquals(Optional.of("g"), Optional.ofNullable(variables.lookup().apply("BY_LOOKUP")));
    assertEquals(Optional.of("a"), variables.value("WEB_HOTS"), "to look is not to use");
    variables.used(Set.of("BY_TEMPLATE", "WEB_HOST"));
    assertWarned(
        variables,
        "activo.yml:15:17: variable 'ABOVE' is set and used by no template, env-file or value;"
            + " remove it",
        "activo.yml:3:3: variable 'WEB_HOTS' is set and used by no template, env-file or value;"
            + " did you mean 'WEB_HOST'?",
        "activo.yml:12:3: variable 'ONLY_SECRET' is set and used by no template, env-file or"
            + " value; remove it");
  }

  @Test
  void aNameThatIsUsedAndUnsetIsMeantBeforeOneThatIsSet() {
    Variables variables =
        Described.in("it", "app: web\nvariables: {HOST_C: a, HOST_A: b}\nenvironments: {it: {}}\n")
            .description()
            .variables();
    variables.used(Set.of("HOST_A", "HOST_B"));
    assertWarned(
        variables,
        "activo.yml:2:13: variable 'HOST_C' is set and used by no template, env-file or value;"
            + " did you mean 'HOST_B'?");
  }

  @Test
  void warnsOfAPropertyThatNothingUses() {
    Variables variables =
        Described.in("it", "app: web\nenvironments: {it: {url: 'https://${HOST:-h}'}}\n")
            .withProperty("HOST", "a")
            .withProperty("HOSTS", "b")
            .withProperty("OTHER", "c")
            .description()
            .variables();
    assertWarned(
        variables,
        "-Dactivo.var.HOSTS is used by nothing; did you mean 'HOST'?",
        "-Dactivo.var.OTHER is used by nothing; leave it out");
  }

  @Test
  void knowsWhatThePipelineItselfReads() {
    DeployDescription description =
        Described.in(
                "it",
                """
                app: web
                variables:
                  CLUSTER: {default: "${REGION}-one"}
                  TOKEN_TEXT: {base64-decode: "${TOKEN:-${OTHER_TOKEN}}"}
                  HOST: "${DOMAIN}"
                kubernetes:
                  namespace: ${NAMESPACE}
                  cluster: {server: "https://${CLUSTER}", token: "${TOKEN_TEXT}"}
                  manifests: [a.yml]
                environments: {it: {url: "https://${HOST}"}}
                """)
            .with("REGION", "r")
            .with("TOKEN", "dG9rZW4=")
            .with("DOMAIN", "d")
            .with("NAMESPACE", "n")
            .description();
    assertEquals(
        Set.of("CLUSTER", "REGION", "TOKEN_TEXT", "TOKEN", "OTHER_TOKEN"),
        description.pipelineNames());
    assertTrue(
        Described.in("it", "app: web\nenvironments: {it: {}}\n")
            .description()
            .pipelineNames()
            .isEmpty());
  }

  /** A variable A, whose value begins at 2:16. */
  private static Described variable(String written) {
    String yaml = "app: web\nvariables: {A: " + written + "}\nenvironments: {it: {}}\n";
    return Described.in("it", yaml)
        .with("NAME", "zoë")
        .with("FOLDER", "keys")
        .withFile("keys/lf.txt", utf8("text\n"))
        .withFile("keys/crlf.txt", utf8("text\r\n"))
        .withFile("keys/bare.txt", utf8("text"))
        .withFile("keys/blank.txt", utf8(" \n\n"))
        .withFile("keys/reference.txt", utf8("${NAME}\n"))
        .withFile("keys/latin.txt", new byte[] {'a', (byte) 0xE9});
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertWarned(Variables variables, String... headlines) {
    assertEquals(List.of(headlines), variables.unused().stream().map(Problem::headline).toList());
  }
}
