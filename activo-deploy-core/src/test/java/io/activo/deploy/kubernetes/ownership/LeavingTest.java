package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ownership.ConflictRules.Choice;
import io.activo.deploy.problem.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left out for others, and which rule counts; in memory. */
class LeavingTest {
  private static final String MANIFEST =
      """
      {"apiVersion":"apps/v1","kind":"Deployment",
       "metadata":{"name":"web","labels":{"app":"web","team":"t"}},
       "spec":{"replicas":1,"template":{"spec":{"containers":[
        {"name":"app","image":"a:1","ports":[{"containerPort":80}]},
        {"name":"side","image":"s:1"}]}}}}""";
  private static final String OTHERS =
      """
      {"f:metadata":{"f:labels":{".":{},"f:team":{}}},
       "f:spec":{"f:replicas":{},"f:template":{"f:spec":{"f:containers":{
        "k:{\\"name\\":\\"app\\"}":{"f:image":{},"f:ports":{".":{},
          "k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}":
            {".":{},"f:containerPort":{},"f:protocol":{}}}},
        "k:{\\"name\\":\\"side\\"}":{".":{},"f:name":{},"f:image":{}}}}}}}""";

  private static Manifest manifest(String json) {
    Map<String, Object> content = Json.parseObject(json);
    return new Manifest(new LiveObject(content).ref(), content, Place.in("web.yml", 1, 1));
  }

  private static LiveObject live() {
    Map<String, Object> content = new LinkedHashMap<>(Json.parseObject(MANIFEST));
    Map<String, Object> metadata =
        new LinkedHashMap<>(new LiveObject(content).object("metadata").content());
    metadata.put(
        "managedFields",
        List.of(
            Map.of(
                "manager", "other", "operation", "Update", "fieldsV1", Json.parseObject(OTHERS))));
    content.put("metadata", metadata);
    return new LiveObject(content);
  }

  private static String sent(Map<String, Choice> rules) {
    Manifest manifest = manifest(MANIFEST);
    return Json.print(
        Choices.of(
                manifest,
                Optional.of(live()),
                new ConflictRules(Choice.FAIL, rules),
                Autoscaling.in(List.of()))
            .sent(manifest, Optional.of(live()))
            .content());
  }

  private static String expected(String... changes) {
    String text = Json.print(Json.parseObject(MANIFEST));
    for (int i = 0; i < changes.length; i += 2) {
      assertEquals(true, text.contains(changes[i]), changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    return text;
  }

  @Test
  void aFieldIsLeftOutAndItsItemKeepsItsKeys() {
    assertEquals(
        expected("\"image\":\"a:1\",", ""),
        sent(Map.of("spec.template.spec.containers[name=app].image", Choice.LEAVE)));
  }

  @Test
  void anItemThatIsTheOthersGoesWhole() {
    assertEquals(
        expected(",{\"name\":\"side\",\"image\":\"s:1\"}", ""),
        sent(Map.of("spec.template.spec.containers[name=\"side\"]", Choice.LEAVE)));
  }

  @Test
  void aKeyThatTheServerFillsInIsNoObstacle() {
    assertEquals(
        expected(",\"ports\":[{\"containerPort\":80}]", ""),
        sent(Map.of("spec.template.spec.containers[0].ports", Choice.LEAVE)));
  }

  @Test
  void aPrefixCoversAllBelowItThatIsTheOthers() {
    assertEquals(
        expected(
            ",\"team\":\"t\"", "",
            "\"replicas\":1,", "",
            ",\"image\":\"a:1\",\"ports\":[{\"containerPort\":80}]", "",
            ",{\"name\":\"side\",\"image\":\"s:1\"}", ""),
        sent(Map.of("spec", Choice.LEAVE, "Deployment/web/metadata.labels", Choice.LEAVE)));
  }

  @Test
  void whatNobodyElseOwnsIsSent() {
    assertEquals(expected(), sent(Map.of("metadata.labels.app", Choice.LEAVE)));
    assertEquals(expected(), sent(Map.of("Deployment/other", Choice.LEAVE)));
    assertEquals(expected(), sent(Map.of("StatefulSet/web", Choice.LEAVE)));
  }

  @ParameterizedTest(name = "{0} before {1}")
  @CsvSource({
    "Deployment/web/spec.replicas, Deployment/web",
    "Deployment/web/spec.replicas, spec.replicas",
    "Deployment/web, spec.replicas",
    "spec.replicas, spec",
    "Deployment/web/spec, spec.replicas",
    "Deployment/web/spec.replicas, StatefulSet/web/spec.replicas",
  })
  void theMostExactRuleCounts(String stronger, String weaker) {
    ManagedField replicas = Autoscaling.REPLICAS;
    ConflictRules rules =
        new ConflictRules(Choice.FAIL, Map.of(stronger, Choice.TAKE, weaker, Choice.LEAVE));
    Choices choices =
        Choices.of(manifest(MANIFEST), Optional.empty(), rules, Autoscaling.in(List.of()));
    assertEquals(Choice.TAKE, choices.of(replicas));
  }
}
