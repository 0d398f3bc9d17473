package io.activo.deploy.kubernetes.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Finding.Severity;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptanceTest {
  private static final List<String> RULES = List.of("latest-tag", "probe-port", "unknown-field");

  /** {@code latest-tag} at the image of the second container of Deployment web. */
  private static final Finding LATEST =
      finding("latest-tag", Severity.WARNING, "Deployment", "web");

  private static final Finding PROBE = finding("probe-port", Severity.ERROR, "Deployment", "api");

  private static Finding finding(String rule, Severity severity, String kind, String name) {
    FieldPath field = FieldPath.of("spec", "template", "spec", "containers", 1).child("image");
    return new Finding(
        rule,
        severity,
        new ObjectRef("apps/v1", kind, "shop", name),
        field,
        Problem.of(rule + " of " + name, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "latest-tag, true",
    "probe-port, false",
    "latest-tag Deployment/web, true",
    "latest-tag  Deployment/web , true",
    "latest-tag Deployment/api, false",
    "latest-tag StatefulSet/web, false",
    "latest-tag Deployment/web spec.template.spec.containers[1].image, true",
    "latest-tag Deployment/web spec.template.spec.containers[1], true",
    "latest-tag Deployment/web spec.template.spec.containers, true",
    "latest-tag Deployment/web spec.template.spec.cont, false",
    "latest-tag Deployment/web spec.template.spec.containers[0], false",
  })
  void acceptsWhatItNames(String entry, boolean accepted) {
    assertEquals(accepted, accept(entry).accepts(LATEST));
  }

  @Test
  void setsWhatIsAcceptedApart() {
    Judgement nothing = Judgement.of(List.of(LATEST, PROBE), List.of());
    assertEquals(new Judgement(List.of(PROBE), List.of(LATEST), List.of(), List.of()), nothing);
    Judgement both =
        Judgement.of(List.of(LATEST, PROBE), List.of(accept("latest-tag"), accept("probe-port")));
    assertEquals(new Judgement(List.of(), List.of(), List.of(LATEST, PROBE), List.of()), both);
  }

  @Test
  void warnsOfWhatAcceptsNothing() {
    Judgement judgement =
        Judgement.of(
            List.of(LATEST), List.of(accept("latest-tag"), accept("probe-port Deployment/web a")));
    assertEquals(
        List.of("activo.yml:7:3: 'probe-port Deployment/web a' accepts nothing; remove it"),
        judgement.idle().stream().map(Problem::headline).toList());
  }

  @Test
  void refusesEveryEntryThatIsNone() {
    Map<Place, String> entries = new LinkedHashMap<>();
    entries.put(Place.in("activo.yml", 1, 5), "latest-tga");
    entries.put(Place.in("activo.yml", 2, 5), "everything");
    entries.put(Place.in("activo.yml", 3, 5), "latest-tag web");
    entries.put(Place.in("activo.yml", 4, 5), "latest-tag Deployment/web spec image");
    entries.put(Place.in("activo.yml", 5, 5), "");
    entries.put(Place.in("activo.yml", 6, 5), "latest-tag Deployment/web spec");
    DeployException e = assertThrows(DeployException.class, () -> Acceptance.parse(entries, RULES));
    String form = "write RULE, RULE KIND/NAME or RULE KIND/NAME FIELD: latest-tag Deployment/web";
    String rules = "the rules: latest-tag, probe-port, unknown-field";
    assertEquals(
        List.of(
            "activo.yml:1:5: no rule is called 'latest-tga'; did you mean 'latest-tag'?",
            "activo.yml:2:5: no rule is called 'everything'; " + rules,
            "activo.yml:3:5: 'latest-tag web' accepts no finding; " + form,
            "activo.yml:4:5: 'latest-tag Deployment/web spec image' accepts no finding; " + form,
            "activo.yml:5:5: no rule is called ''; " + rules),
        e.problems().stream().map(Problem::headline).toList());
  }

  private static Acceptance accept(String entry) {
    return Acceptance.parse(entry, Place.in("activo.yml", 7, 3), RULES);
  }
}
