package io.activo.deploy.kubernetes.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a live object tells of what applying would change; the format is Kubernetes 1.34's. */
class InSyncTest {

  /** A field of the object: what is sent, what we own of it, what lives, and whether that is it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'data': {'a': 'x'}} | {'f:data': {'f:a': {}}} | {'data': {'a': 'x'}} | true",
        "{'data': {'a': 'x'}} | {'f:data': {'f:a': {}}} | {'data': {'a': 'x', 'b': 'y'}} | true",
        "{'data': {'a': 'x'}} | {'f:data': {'f:a': {}}} | {'data': {'a': 'y'}} | false",
        "{'data': {'a': 'x'}} | {'f:data': {'f:a': {}, 'f:b': {}}} | {'data': {'a': 'x'}} | false",
        "{'data': {'a': 'x'}} | {'f:data': {}} | {'data': {'a': 'x'}} | false",
        "{'data': {'a': 'x'}} | {} | {'data': {'a': 'x'}} | false",
        "{'data': {'cpu': '1000m'}} | {'f:data': {'f:cpu': {}}} | {'data': {'cpu': '1'}} | false",
        "{'limits': {'cpu': '1000m'}} | {'f:limits': {'f:cpu': {}}} | {'limits': {'cpu': '1'}}"
            + " | true",
        "{'limits': {'memory': '1Gi'}} | {'f:limits': {'f:memory': {}}}"
            + " | {'limits': {'memory': '1073741824'}} | false",
        "{'selector': {'a': 'b'}} | {'f:selector': {}} | {'selector': {'a': 'b'}} | true",
        "{'selector': {'a': 'b'}} | {'f:selector': {}} | {'selector': {'a': 'b', 'c': 'd'}} | false",
        "{'strategy': {}} | {'f:strategy': {}} | {'strategy': {'type': 'Recreate'}} | true",
        "{'strategy': {'type': 'Recreate'}} | {'f:strategy': {}} | {'strategy': {'type':"
            + " 'Recreate'}} | false",
        "{'selector': {}} | {'f:selector': {}} | {'selector': {'a': 'b'}} | false",
        "{'volumes': []} | {} | {} | true",
        "{'volumes': [{'name': 'v'}]} | {'f:volumes': {}} | {'volumes': [{'name': 'v'}]} | false",
        "{'args': ['a', 'b']} | {'f:args': {}} | {'args': ['a', 'b']} | true",
        "{'args': ['a', 'b']} | {'f:args': {}} | {'args': ['b', 'a']} | false",
        "{'env': [{'name': 'A', 'value': ''}]} | {'f:env': {'k:{`name`:`A`}': {'.': {},"
            + " 'f:name': {}, 'f:value': {}}}} | {'env': [{'name': 'A'}]} | true",
        "{'finalizers': ['a', 'b']} | {'f:finalizers': {'v:`a`': {}, 'v:`b`': {}}}"
            + " | {'finalizers': ['a', 'c', 'b']} | true",
        "{'finalizers': ['a', 'b']} | {'f:finalizers': {'v:`a`': {}, 'v:`b`': {}}}"
            + " | {'finalizers': ['b', 'a']} | false",
        "{'ports': [{'port': 80}]} | {'f:ports': {'k:{`port`:80,`protocol`:`TCP`}': {'.':"
            + " {}, 'f:port': {}}}} | {'ports': [{'port': 80, 'protocol': 'TCP'}]} | true",
        "{'ports': [{'port': 80}]} | {'f:ports': {'k:{`port`:80,`protocol`:`UDP`}': {'.':"
            + " {}, 'f:port': {}}}} | {'ports': [{'port': 80, 'protocol': 'UDP'}]} | false",
        "{'replicas': 0} | {'f:replicas': {}} | {'replicas': 1} | false",
      })
  void tellsByTheFieldsThatWeOwn(String sent, String owned, String live, boolean inSync) {
    Map<String, Object> there = object(live);
    there.put(
        "metadata",
        Map.of("name", "o", "managedFields", List.of(entry("v1", json(owned)), others())));
    assertEquals(inSync, InSync.is(manifest(object(sent)), new LiveObject(there)));
  }

  @ParameterizedTest
  @CsvSource({"v1,true", "v2,false"})
  void anEntryOfAnotherVersionIsRewritten(String version, boolean inSync) {
    Map<String, Object> there = object("{'data': {'a': 'x'}}");
    Map<String, Object> fields = json("{'f:data': {'f:a': {}}}");
    there.put("metadata", Map.of("name", "o", "managedFields", List.of(entry(version, fields))));
    Manifest sent = manifest(object("{'data': {'a': 'x'}}"));
    assertEquals(inSync, InSync.is(sent, new LiveObject(there)));
  }

  private static Map<String, Object> entry(String version, Map<String, Object> fields) {
    return Map.of(
        "manager",
        "activo-deploy",
        "operation",
        "Apply",
        "apiVersion",
        version,
        "fieldsV1",
        fields);
  }

  private static Map<String, Object> others() {
    return Map.of("manager", "kubectl", "operation", "Update", "apiVersion", "v1");
  }

  private static Map<String, Object> object(String fields) {
    Map<String, Object> object =
        new LinkedHashMap<>(
            Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("name", "o")));
    object.putAll(json(fields));
    return object;
  }

  private static Manifest manifest(Map<String, Object> content) {
    return new Manifest(
        new ObjectRef("v1", "ConfigMap", "shop", "o"), content, Place.in("m.yml", 1, 1));
  }

  /** Quotes are written as {@code '}, those within keys as a backtick. */
  private static Map<String, Object> json(String text) {
    return Json.parseObject(text.replace('\'', '"').replace("`", "\\\""));
  }
}
