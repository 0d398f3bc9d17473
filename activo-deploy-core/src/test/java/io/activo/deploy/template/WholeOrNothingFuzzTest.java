package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.Fuzz;
import io.activo.deploy.problem.DeployException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A stream gets what an array gets: the whole text, or nothing where anything is wrong with it. */
class WholeOrNothingFuzzTest {
  private static final Map<String, String> VALUES = Map.of("A", "alpha", "E", "");
  private static final List<TemplateRules> RULES =
      List.of(
          TemplateRules.of(Dialect.STRICT),
          TemplateRules.of(Dialect.STRICT).withSubstitute(Set.of("A", "U")),
          TemplateRules.of(Dialect.BASH),
          TemplateRules.of(Dialect.BASH).withUnsetAsError());
  private static final List<String> PIECES =
      List.of(
          "$A ", "${A}", "${E}", "$U ", "${U}", "${A:-", "${U-", "${U:=", "${E+", "${E:?", "${U?",
          "${", "}", "}", "}", "text", "\n");

  private interface Rendering {
    void to(Variables variables, OutputStream out) throws IOException;
  }

  @Test
  void writesAndAsksForTheSameAsTheWholeTextNeeds() throws IOException {
    Fuzz fuzz = new Fuzz();
    for (int i = Fuzz.cases(50_000); i > 0; i--) {
      StringBuilder text = new StringBuilder();
      for (int pieces = fuzz.below(7); pieces > 0; pieces--) {
        text.append(fuzz.one(PIECES));
      }
      Template template = Template.read("x", text.toString().getBytes(UTF_8), fuzz.one(RULES));
      String whole = outcome((variables, out) -> out.write(template.render(variables)));
      assertEquals(whole, outcome(template::render), text.toString());
    }
  }

  /** What is written, what is wrong, and which names were asked for. */
  private static String outcome(Rendering rendering) throws IOException {
    Set<String> asked = new TreeSet<>();
    Variables variables =
        Variables.of(
            name -> {
              asked.add(name);
              return VALUES.get(name);
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String wrong = "";
    try {
      rendering.to(variables, out);
    } catch (DeployException e) {
      wrong = e.getMessage();
    }
    return out.toString(UTF_8) + "\nwrong: " + wrong + "\nasked: " + asked;
  }
}
