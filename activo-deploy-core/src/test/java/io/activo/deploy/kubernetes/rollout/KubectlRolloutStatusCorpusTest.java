package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.LiveObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Objects through kubectl's rollout status: its unit tests' tables, as data. */
class KubectlRolloutStatusCorpusTest {
  private static final Pattern PARTITION = Pattern.compile("partition := int32\\((\\d+)\\)");

  @Test
  void workloadsAreReadyWhenKubectlSaysThatTheyAreRolledOut() throws Exception {
    new Corpus("readiness/kubectl-rollout-status.jsonl")
        .judgeExcept(
            KubectlRolloutStatusCorpusTest::exception, KubectlRolloutStatusCorpusTest::judge);
  }

  private static Optional<String> exception(LiveObject row) {
    LiveObject test = row.object("case");
    if (isTrue(test, "err")) {
      return Optional.of("kubectl refuses what is updated on delete; here it is ready");
    }
    return isTrue(test, "done") && message(test).startsWith("Waiting")
        ? Optional.of("the table says done where the message, which its test asserts, says waiting")
        : Optional.empty();
  }

  private static Optional<String> judge(LiveObject row) {
    LiveObject test = row.object("case");
    String expected = isTrue(test, "err") ? "error" : isTrue(test, "done") ? "done" : "waiting";
    Readiness readiness = Readiness.judge(workload(row.text("kind"), test));
    String actual = readiness instanceof Readiness.Ready ? "done" : "waiting";
    return actual.equals(expected)
        ? Optional.empty()
        : Optional.of(expected + ", here " + actual + ": " + readiness.message());
  }

  private static LiveObject workload(String kind, LiveObject test) {
    Map<String, Object> spec = new HashMap<>();
    // The tables of StatefulSets leave their replicas to a fixture, which has 3.
    spec.put("replicas", test.value("specReplicas").orElse(3));
    spec.put("updateStrategy", strategy(test.object("strategy")));
    Map<String, Object> status = new HashMap<>();
    test.object("status")
        .content()
        .forEach(
            (name, value) ->
                status.put(
                    name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), value));
    return new LiveObject(
        Map.of(
            "apiVersion", "apps/v1",
            "kind", kind,
            "metadata", Map.of("name", "foo", "generation", test.value("generation").orElseThrow()),
            "spec", spec,
            "status", status));
  }

  private static Map<String, Object> strategy(LiveObject strategy) {
    if (strategy.text("Type", "$ident").contains("OnDelete")) {
      return Map.of("type", "OnDelete");
    }
    Matcher partition = PARTITION.matcher(strategy.text("RollingUpdate", "$call"));
    return partition.find()
        ? Map.of("rollingUpdate", Map.of("partition", Integer.valueOf(partition.group(1))))
        : Map.of("type", "RollingUpdate");
  }

  private static boolean isTrue(LiveObject test, String field) {
    return test.value(field).filter(Boolean.TRUE::equals).isPresent();
  }

  /** The message, or the format that it was made by. */
  private static String message(LiveObject test) {
    return test.value("msg", "args").isPresent()
        ? String.valueOf(((java.util.List<?>) test.value("msg", "args").orElseThrow()).get(0))
        : test.text("msg");
  }
}
