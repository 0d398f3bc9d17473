package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands for a variable in a value of the description. */
class ReferencesTest {

  @ParameterizedTest(name = "{0} is \"{1}\"")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "${SET},                      value",
        "a-${SET}-${SET},             a-value-value",
        "${EMPTY},                    \"\"",
        "${SET:-other},               value",
        "${UNSET:-other},             other",
        "${UNSET-other},              other",
        "${EMPTY:-other},             other",
        "${EMPTY-other},              \"\"",
        "${SET:+other},               other",
        "${UNSET:+other},             \"\"",
        "${EMPTY+other},              other",
        "${SET:?say},                 value",
        "${EMPTY?say},                \"\"",
        "${UNSET:-${EMPTY:-${SET}}},  value",
        "${SET:-${UNSET}},            value",
        "${UNSET:-'it''s'},           'it''s'",
        "$SET,                        $SET",
        "$$ $1 $(SET),                $$ $1 $(SET)",
        "${UNSET:-$SET},              $SET",
        "ü${SET}ü,                    üvalueü",
      })
  void replacesReferencesAndForms(String written, String value) {
    assertEquals(value, url(written).description().environment().url().orElseThrow());
  }

  @Test
  void tellsTheMessageOfAFormAtItsPlace() {
    url("https://${UNSET:?give the host of ${SET}}/${EMPTY:?}")
        .isRefused(
            "activo.yml:2:35: UNSET is not set: give the host of ${SET}; set UNSET",
            "activo.yml:2:69: EMPTY is empty; set EMPTY");
  }

  @Test
  void refusesMalformedReferences() {
    Described.in(
            "it",
            """
            app: web
            variables: {A: "${B:-x}", C: "${}", D: "${E", F: '${G%x}', H: "${1}"}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:2:31: ${} names no variable; write ${NAME}, a name of ASCII letters,"
                + " digits and '_' that begins with no digit",
            "activo.yml:2:41: '${E' is not closed; write ${E} or ${E:-default}",
            "activo.yml:2:51: '${G' is followed neither by '}' nor by one of :- - := = :+ + :? ?;"
                + " write ${G} or ${G:-default}",
            "activo.yml:2:64: '${' is not followed by a name; write ${NAME}, a name of ASCII"
                + " letters, digits and '_' that begins with no digit");
  }

  @Test
  void noValueAssigns() {
    url("a${SET:=x}b${UNSET=${OTHER}}")
        .isRefused(
            "activo.yml:2:28: '${SET:=' assigns, which a value cannot do; write a variable's"
                + " default instead",
            "activo.yml:2:38: '${UNSET=' assigns, which a value cannot do; write a variable's"
                + " default instead",
            "activo.yml:2:46: ${OTHER} is not set; set it in the environment, or by"
                + " -Dactivo.var.OTHER=VALUE");
  }

  @Test
  void asksForWhatIsNeededOnly() {
    Described.in(
            "it",
            """
            app: web
            variables: {A: "${B:-${NONE}}", B: "${D:+${A}}"}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:2:22: ${NONE} is not set; set it in the environment, or by"
                + " -Dactivo.var.NONE=VALUE");
  }

  @Test
  void aFormDoesNotHideACycle() {
    Described.in(
            "it",
            """
            app: web
            variables: {A: "${B:-x}", B: "${A:-y}"}
            environments: {it: {}}
            """)
        .isRefused(
            "activo.yml:2:16: variable A needs its own value: A -> B -> A; give it another name"
                + " than the variable that it reads");
  }

  @Test
  void aValueThatNeedsABrokenOneIsToldOnce() {
    Described.in(
            "it",
            """
            app: web
            variables: {A: "${NONE}"}
            environments: {it: {url: "https://${A:-localhost}"}}
            """)
        .isRefused(
            "activo.yml:2:17: ${NONE} is not set; set it in the environment, or by"
                + " -Dactivo.var.NONE=VALUE");
  }

  @Test
  void countsCharactersBeforeAMistakeAsTheReaderDoes() {
    Described.in("it", "app: web\nenvironments: {it: {url: '😀ü${NONE}'}}\n")
        .isRefused(
            "activo.yml:2:29: ${NONE} is not set; set it in the environment, or by"
                + " -Dactivo.var.NONE=VALUE");
    for (String block :
        List.of("|\n      a\n      ${NONE}", "|-\n      ${NONE}", ">-\n      ${NONE}")) {
      Described.in("it", "app: web\nenvironments:\n  it:\n    url: " + block + "\n")
          .isRefused(
              "activo.yml:4:10: ${NONE} is not set; set it in the environment, or by"
                  + " -Dactivo.var.NONE=VALUE");
    }
  }

  @Test
  void showsNoLineOfTheFileWithAMistake() {
    assertEquals(
        List.of(), url("s3cret${").problems().get(0).detail(), "a value may hold a secret");
  }

  @Test
  void formsStandInEveryValue() {
    DeployDescription description =
        Described.in(
                "it",
                """
                app: ${APP:-web}
                image: {repository: "${REGISTRY:-gcr.io/acme}/web", tag: "${TAG:-1}"}
                kubernetes:
                  cluster: {context: "${CONTEXT:-minikube}"}
                  manifests: ["${FOLDER:-deploy}"]
                environments: {it: {}}
                """)
            .description();
    assertEquals("web", description.app());
    assertEquals("gcr.io/acme/web:1", description.images().get(0).reference().toString());
    assertEquals(
        "deploy", description.kubernetes().orElseThrow().manifests().get(0).path().value());
    assertEquals(Optional.of("gcr.io/acme/web:1"), description.variables().value("ACTIVO_IMAGE"));
  }

  /** A description whose environment has the value as its URL, at 2:27. */
  private static Described url(String value) {
    return Described.in(
            "it", "app: web\nenvironments: {it: {url: \"" + value + "\"}}\nx-used: ${SET}\n")
        .with("SET", "value")
        .with("EMPTY", "");
  }
}
