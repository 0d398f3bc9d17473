package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.FieldPath;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTextTest {
  private static final Map<String, Object> OBJECT =
      Json.parseObject(
          """
          {"metadata":{"annotations":{"example.org/a.b":"1","example":"2"},
            "finalizers":["x/y","z"]},
           "spec":{"replicas":1,"containers":[{"name":"side"},{"name":"app","image":"i",
             "args":["a","b"],"ports":[{"containerPort":80},{"containerPort":80,"protocol":"UDP"}]}]}}
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .spec.replicas | spec.replicas | spec.replicas
          spec.replicas | spec.replicas | spec.replicas
          .spec.containers[name="app"].image | spec.containers[1].image | spec.containers[name=app].image
          spec.containers[name=app].image | spec.containers[1].image | spec.containers[name=app].image
          spec.containers[1].args[0] | spec.containers[1].args[0] | spec.containers[1].args[0]
          spec.containers[name=app].ports[containerPort=80,protocol="TCP"] | spec.containers[1].ports[0] | spec.containers[name=app].ports[containerPort=80,protocol=TCP]
          spec.containers[name=app].ports[containerPort=80,protocol="UDP"] | spec.containers[1].ports[1] | spec.containers[name=app].ports[containerPort=80,protocol=UDP]
          .metadata.annotations.example.org/a.b | metadata.annotations[example.org/a.b] | metadata.annotations.example.org/a.b
          metadata.annotations[example.org/a.b] | metadata.annotations[example.org/a.b] | metadata.annotations.example.org/a.b
          .metadata.annotations.example | metadata.annotations.example | metadata.annotations.example
          .metadata.finalizers[="x/y"] | metadata.finalizers[0] | metadata.finalizers[="x/y"]
          """)
  void findsTheFieldThatATextMeans(String text, String path, String written) {
    ManagedField field = FieldText.read(text, OBJECT).orElseThrow();
    assertEquals(path, field.in(OBJECT).map(FieldPath::toString).orElse(""));
    assertEquals(written, field.written());
    assertEquals(Optional.of(field), FieldText.read(field.toString(), OBJECT));
    assertEquals(Optional.of(field), FieldText.read(field.written(), OBJECT));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec.replica
          spec.replicas.more
          spec.containers[name=other]
          spec.containers[2]
          metadata.annotations.example.org
          metadata.finalizers[=y]
          """)
  void findsNothingThatIsNotThere(String text) {
    assertEquals(Optional.empty(), FieldText.read(text, OBJECT));
  }

  @Test
  void fieldsOfASetAreThoseThatTheTextsName() {
    FieldSet set =
        new FieldSet(
            Json.parseObject(
                """
                {"f:spec":{"f:replicas":{},"f:containers":{"k:{\\"name\\":\\"app\\"}":
                  {".":{},"f:name":{},"f:image":{}}}},
                 "f:metadata":{"f:finalizers":{"v:\\"z\\"":{}}}}"""));
    assertEquals(
        "[.spec.replicas, .spec.containers[name=\"app\"], .spec.containers[name=\"app\"].name,"
            + " .spec.containers[name=\"app\"].image, .metadata.finalizers[=\"z\"]]",
        set.fields().toString());
    assertEquals(set.fields().size(), FieldSet.of(set.fields()).fields().size());
    set.fields().forEach(field -> assertEquals(true, FieldSet.of(set.fields()).has(field)));
  }
}
