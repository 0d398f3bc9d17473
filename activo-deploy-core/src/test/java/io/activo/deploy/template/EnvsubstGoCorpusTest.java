package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.activo.deploy.Corpus;
import io.activo.deploy.Corpus.NamedException;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What engines in Go do by their own tests. Where our semantics are theirs we do the same. */
class EnvsubstGoCorpusTest {
  private static final TemplateRules STRICT = TemplateRules.of(Dialect.STRICT);
  private static final TemplateRules UNSET_IS_EMPTY = TemplateRules.of(Dialect.BASH);
  private static final String NAME = "\\$\\{[A-Za-z_][A-Za-z0-9_]*";

  private static final NamedException DOLLARS =
      new NamedException("$$ is one dollar to them; here it is text or refused", input("\\$\\$"));

  /** Its option for empty values is none of ours: ${A:?} says so where it is meant. */
  private static final List<NamedException> A8M =
      List.of(
          DOLLARS,
          new NamedException(
              "_ is no name to it; to bash and envsubst it is", input("\\$\\{?_\\b")),
          new NamedException("':+' is '+' to it; POSIX tells them apart", input(NAME + ":\\+")),
          new NamedException(
              "an empty value is an error to its modes noEmpty and strict",
              input("EMPTY")
                  .and(row -> row.text("mode").matches("noEmpty|strict"))
                  .and(EnvsubstGoCorpusTest::isError)));

  private static final List<NamedException> DRONE =
      List.of(
          DOLLARS,
          refused("the length: ${#A}", "\\$\\{#"),
          refused("another case: ${A^^}, ${A,,}", NAME + "[\\^,]"),
          refused("a part of the value: ${A:1:2}", NAME + ":[0-9]"),
          refused("a value without a pattern: ${A#p}, ${A%p}", NAME + "[#%]"),
          refused("a value with a replacement: ${A/p/r}", NAME + "/"));

  @Test
  void doesWhatA8mEnvsubstDoes() throws Exception {
    judge("a8m-parse", A8M, row -> isUnsetAnError(row) ? STRICT : UNSET_IS_EMPTY);
  }

  /** Of its tests none needs an unset value. */
  @Test
  void doesWhatDroneEnvsubstDoes() throws Exception {
    judge("drone-eval", DRONE, row -> STRICT);
  }

  @Test
  void doesWhatFluxDoesInStrictMode() throws Exception {
    judge("fluxcd-strict", List.of(), row -> STRICT);
  }

  private static boolean isUnsetAnError(LiveObject row) {
    return row.text("mode").matches("noUnset|strict.*");
  }

  private static Predicate<LiveObject> input(String holds) {
    return row -> row.text("input").matches("(?s).*" + holds + ".*");
  }

  /** A form that we do not do must be refused, never misread. */
  private static NamedException refused(String form, String holds) {
    return new NamedException(form, input(holds).and(row -> render(row, STRICT).isEmpty()));
  }

  private static void judge(
      String file, List<NamedException> exceptions, Function<LiveObject, TemplateRules> rules)
      throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    Function<LiveObject, Optional<String>> difference =
        row -> difference(row, render(row, rules.apply(row)));
    List<NamedException> counted =
        exceptions.stream()
            .map(
                exception ->
                    new NamedException(
                        exception.reason(),
                        row -> {
                          boolean matches =
                              exception.rows().test(row) && difference.apply(row).isPresent();
                          counts.merge(exception.reason(), matches ? 1 : 0, Integer::sum);
                          return matches;
                        }))
            .toList();
    new Corpus("envsubst-go/" + file + ".jsonl").judge(counted, difference::apply);
    counts.forEach((reason, count) -> System.out.println("  " + count + " rows: " + reason));
  }

  private static Optional<String> difference(LiveObject row, Optional<String> ours) {
    if (isError(row) || ours.isEmpty()) {
      return isError(row) == ours.isEmpty()
          ? Optional.empty()
          : Optional.of("refused: " + ours.isEmpty());
    }
    return ours.get().equals(row.text("expected"))
        ? Optional.empty()
        : Optional.of(ours.get() + " is not " + row.text("expected"));
  }

  private static boolean isError(LiveObject row) {
    return row.value("error").orElseThrow().equals(true);
  }

  /** Empty when it is refused. */
  private static Optional<String> render(LiveObject row, TemplateRules rules) {
    Map<String, String> environment = new HashMap<>();
    row.object("env").content().forEach((name, value) -> environment.put(name, value.toString()));
    try {
      Template template = Template.read("row", row.text("input").getBytes(UTF_8), rules);
      return Optional.of(template.renderToString(Variables.of(environment)));
    } catch (DeployException e) {
      return Optional.empty();
    }
  }
}
