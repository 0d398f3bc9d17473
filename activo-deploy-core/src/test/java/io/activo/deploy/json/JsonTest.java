package io.activo.deploy.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsEveryKindOfValue() {
    Map<String, Object> object =
        Json.parseObject(
            """
            {"z": [1, 3000000000, 92233720368547758070, 1.5, 1e3, "\\u00e9\\n", true, false, null],
             "a": {}, "e": []}""");
    assertEquals(
        Arrays.asList(
            1,
            3_000_000_000L,
            new BigInteger("92233720368547758070"),
            1.5,
            1000.0,
            "é\n",
            true,
            false,
            null),
        object.get("z"));
    assertEquals(Map.of(), object.get("a"));
    assertEquals(List.of(), object.get("e"));
    assertEquals("[z, a, e]", object.keySet().toString());
  }

  @Test
  void printsWhatItReads() {
    String text = "{\"z\":[1,1.5,\"é\\n\\\"\",true,null,{}],\"a\":{\"b\":92233720368547758070}}";
    assertEquals(text, Json.print(Json.parse(text)));
  }

  @Test
  void printsForPeople() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", "web");
    object.put("ports", List.of(80, 443));
    object.put("none", Map.of());
    object.put("labels", Map.of("app", "web"));
    assertEquals(
        """
        {
          "name" : "web",
          "ports" : [ 80, 443 ],
          "none" : { },
          "labels" : {
            "app" : "web"
          }
        }
        """,
        Json.printPretty(object));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "[1,", "{\"a\" 1}", "{\"a\":}", "{} {}", "[1] x", "nul", "]"})
  void refusesWhatIsNoJson(String text) {
    assertThrows(UncheckedIOException.class, () -> Json.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "null", "\"a\""})
  void refusesWhatIsNoObject(String text) {
    assertThrows(UncheckedIOException.class, () -> Json.parseObject(text));
  }

  @Test
  void endsADeepNestingWithAnError() {
    assertThrows(UncheckedIOException.class, () -> Json.parse("[".repeat(100_000)));
  }
}
