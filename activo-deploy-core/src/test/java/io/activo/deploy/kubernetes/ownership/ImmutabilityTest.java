package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.ApplyAnswer.Cause;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImmutabilityTest {
  private static List<String> why(String here, Optional<String> live, String field) {
    Manifest manifest = map(here);
    return new Immutability(
            manifest,
            live.map(text -> new LiveObject(map(text).content())),
            Disclosure.ofUrls().of(manifest.ref()))
        .why(List.of(new Cause(field, "FieldValueInvalid", "field is immutable")));
  }

  private static Manifest map(String data) {
    String text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n" + data;
    return Manifests.read("a.yml", text.getBytes(StandardCharsets.UTF_8)).get(0);
  }

  @Test
  void bothValuesAreTold() {
    assertEquals(
        List.of("data.a is immutable (live \"1\"; here \"2\")"),
        why("data: {a: '2'}", Optional.of("data: {a: '1'}"), "data"));
  }

  @Test
  void aFieldThatTheClusterDoesNotHaveIsToldInWords() {
    assertEquals(
        List.of("data.b is immutable (not set in the cluster; here \"2\")"),
        why("data: {a: '1', b: '2'}", Optional.of("data: {a: '1'}"), "data"));
  }

  @Test
  void aFieldThatTheManifestDoesNotHaveIsToldInWords() {
    assertEquals(
        List.of("data.a is immutable (live \"1\"; not set here)"),
        why("", Optional.of("data: {a: '1'}"), "data.a"));
  }

  @Test
  void whereTheObjectMayNotBeReadOurValueIsTold() {
    assertEquals(
        List.of("data.a is immutable (here \"2\")"),
        why("data: {a: '2'}", Optional.empty(), "data.a"));
  }
}
