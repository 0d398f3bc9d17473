package io.activo.deploy.kubernetes.schema;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.Place;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Any value of JSON at any place of any object is judged, and never breaks the check. */
class SchemasFuzzTest {
  private static final int ROUNDS = Integer.getInteger("activo.fuzz", 3000);
  private static final List<@Nullable Object> VALUES =
      Arrays.asList(
          null,
          "",
          "text",
          "@every",
          "1/2/3 - , * ?",
          "9".repeat(400),
          "1e999999999",
          "=\u0000é\uD83D",
          true,
          0,
          -1,
          70000,
          Long.MAX_VALUE,
          new BigInteger("9".repeat(40)),
          1.5,
          1e300,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          List.of(),
          Map.of(),
          Arrays.asList(null, 1, "a", Map.of("name", 1), List.of()),
          Map.of("name", Map.of(), "a/b/c", List.of(1)));

  @Test
  void neverBreaks() throws IOException {
    Random random = new Random(20_251_125);
    SchemaCases table = SchemaCases.read("schema.activo.io");
    Schemas schemas = SchemasTest.SCHEMAS.with(List.of(table.definition()));
    List<Map<String, Object>> objects =
        table.cases().stream().map(SchemaCases.Case::object).toList();
    for (int round = 0; round < ROUNDS; round++) {
      Object mutated = mutated(objects.get(random.nextInt(objects.size())), random);
      Map<String, Object> content =
          new LiveObject(Map.of("object", mutated)).object("object").content();
      Manifest manifest =
          new Manifest(new LiveObject(content).ref(), content, Place.in("fuzz.yaml", 1, 1));
      assertDoesNotThrow(() -> schemas.check(manifest), content::toString);
    }
  }

  /** A copy in which a few values are others. */
  private static Object mutated(Object value, Random random) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
      Object key = new ArrayList<>(map.keySet()).get(random.nextInt(map.size()));
      copy.put(random.nextInt(20) == 0 ? "other" : key, changed(map.get(key), random));
      return copy;
    }
    if (value instanceof List<?> list && !list.isEmpty()) {
      List<@Nullable Object> copy = new ArrayList<>(list);
      int index = random.nextInt(list.size());
      copy.set(index, changed(list.get(index), random));
      return copy;
    }
    return value;
  }

  private static @Nullable Object changed(@Nullable Object value, Random random) {
    return value == null || random.nextInt(5) == 0
        ? VALUES.get(random.nextInt(VALUES.size()))
        : value instanceof Map || value instanceof List
            ? mutated(value, random)
            : VALUES.get(random.nextInt(VALUES.size()));
  }
}
