package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under what conditions a value of Kubernetes' own kinds counts as the server's. */
class DefaultRuleTest {
  private static final String JOB = "batch/v1 Job";
  private static final String SERVICE = "v1 Service";
  private static final String LIMITS = "v1 LimitRange";
  private static final String SCALER = "autoscaling/v1 HorizontalPodAutoscaler";

  @Test
  void theCompletionThatAJobLosesIsShown() {
    Case job = new Case(JOB, "'spec': {'parallelism': 2}");
    job.assertChanges(
        "'spec': {'completions': 1, 'parallelism': 1}",
        "'spec': {'parallelism': 2}",
        "- spec.completions: 1",
        "spec.parallelism: 1 → 2");
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "2, '+ spec.completions: 1'"})
  void aCompletionIsTheServersOnlyBesideASingleParallelism(int parallelism, String line) {
    Case job = new Case(JOB, "'spec': {}");
    String set = "'spec': {'completions': 1, 'parallelism': %d}".formatted(parallelism);
    String other = "spec.parallelism: 3 → " + parallelism;
    job.assertChanges("'spec': {'parallelism': 3}", set, other, line);
  }

  @Test
  void aCompletionBesideASaidParallelismIsNotTheServers() {
    Case job = new Case(JOB, "'spec': {'parallelism': 1}");
    job.assertChanges(
        "'spec': {'parallelism': 3}",
        "'spec': {'completions': 1, 'parallelism': 1}",
        "spec.parallelism: 3 → 1",
        "+ spec.completions: 1");
  }

  @Test
  void theLabelOfAJobThatSelectsByItselfIsShown() {
    String labels = "'template': {'metadata': {'labels': {'a': 'b', 'job-name': 'a'}}}";
    String plain = "'template': {'metadata': {'labels': {'a': 'c'}}}";
    String line = "spec.template.metadata.labels.a: b → c";
    Case job = new Case(JOB, "'spec': {" + plain + "}");
    job.assertChanges("'spec': {" + labels + "}", "'spec': {" + plain + "}", line);
    String manual = "'spec': {'manualSelector': true, ";
    job.assertChanges(
        manual + labels + "}",
        manual + plain + "}",
        line,
        "- spec.template.metadata.labels.job-name: a");
  }

  @ParameterizedTest
  @CsvSource({"Container, ''", "PersistentVolumeClaim, '- spec.limits[0].default.storage: \"5\"'"})
  void limitsAreCopiedForContainersOnly(String type, String line) {
    String max = "'type': '" + type + "', 'max': {'storage': '5'}";
    String limits = "'spec': {'limits': [{%s}]}, 'a': %d";
    Case range = new Case(LIMITS, limits.formatted(max, 2));
    range.assertChanges(
        limits.formatted(max + ", 'default': {'storage': '5'}", 1),
        limits.formatted(max, 2),
        line,
        "a: 1 → 2");
  }

  @Test
  void theTargetThatGivesWayToOtherMetricsIsShown() {
    String others =
        "'metadata': {'name': 'a', 'annotations': {'autoscaling.alpha.kubernetes.io/metrics': 'm'}}";
    String target = "'spec': {'targetCPUUtilizationPercentage': 80}";
    Case scaler = new Case(SCALER, others);
    String added = "+ metadata.annotations[autoscaling.alpha.kubernetes.io/metrics]: m";
    scaler.assertChanges(target, others, added, "- spec.targetCPUUtilizationPercentage: 80");
    scaler.assertChanges(
        "", others + ", " + target, added, "+ spec.targetCPUUtilizationPercentage: 80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'clusterIP': '10.0.0.1', 'clusterIPs': ['10.0.0.1', 'fd00::1']",
        "'ipFamilyPolicy': 'SingleStack', 'ipFamilies': ['IPv4']",
        "'ipFamilies': ['IPv6', 'IPv4'], 'healthCheckNodePort': 30001",
      })
  void whatAServiceIsAllocatedIsNotShown(String fields) {
    assertAllocated(fields, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'clusterIP': 'None', 'clusterIPs': ['None'] | clusterIP: None",
        "'clusterIPs': ['None'] | clusterIPs[0]: None",
        "'ipFamilyPolicy': 'PreferDualStack' | ipFamilyPolicy: PreferDualStack",
        "'ipFamilyPolicy': 'RequireDualStack' | ipFamilyPolicy: RequireDualStack",
        "'ipFamilies': ['IPv7'] | ipFamilies[0]: IPv7",
        "'healthCheckNodePort': 'x' | healthCheckNodePort: x",
      })
  void whatAServiceIsNeverAllocatedIsShown(String fields, String line) {
    assertAllocated(fields, "+ spec." + line);
  }

  /** Of a service that sends none of it. */
  private static void assertAllocated(String fields, String line) {
    new Case(SERVICE, "'spec': {'externalName': 'e'}")
        .assertChanges(
            "", "'spec': {'externalName': 'e', " + fields + "}", "+ spec.externalName: e", line);
  }

  @Test
  void aHeadlessServiceWithoutSelectorHasBothFamilies() {
    String sent = "'spec': {'clusterIP': 'None'}";
    String set = "'spec': {'clusterIP': 'None', 'clusterIPs': ['None'], 'ipFamilyPolicy': '%s'}";
    Case headless = new Case(SERVICE, sent);
    headless.assertChanges("", set.formatted("RequireDualStack"), "+ spec.clusterIP: None");
    headless.assertChanges(
        "",
        set.formatted("SingleStack"),
        "+ spec.clusterIP: None",
        "+ spec.ipFamilyPolicy: SingleStack");
  }

  /**
   * An object for which fields are sent.
   *
   * @param type {@code batch/v1 Job}
   */
  private record Case(String type, String sent) {
    /** What a change of an object that nobody applied shows; an empty line is none. */
    void assertChanges(String before, String after, String... lines) {
      LiveObject manifest = object(sent);
      StateComparison comparison =
          new StateComparison(
              DefaultTable.of(manifest.text("apiVersion"), manifest.text("kind")).orElseThrow(),
              manifest.content(),
              Disclosure.ofUrls().of(new ObjectRef("v1", "Any", "n", "a")));
      assertEquals(
          String.join("\n", lines).strip(),
          comparison.changes(object(before), object(after)).stream()
              .flatMap(change -> DiffText.change(change).stream())
              .collect(Collectors.joining("\n")));
    }

    private LiveObject object(String fields) {
      String metadata = fields.contains("'name'") ? "" : ", 'metadata': {'name': 'a'}";
      String head = "{'apiVersion': '" + type.replace(" ", "', 'kind': '") + "'";
      String all = head + metadata + (fields.isEmpty() ? "" : ", " + fields) + "}";
      return new LiveObject(Json.parseObject(all.replace('\'', '"')));
    }
  }
}
