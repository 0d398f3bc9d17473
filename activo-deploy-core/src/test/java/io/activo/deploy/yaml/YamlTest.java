package io.activo.deploy.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {

  @Test
  void keepsKeysAsWrittenAndWhereTheyStand() {
    YamlMap map = map("on: 1\n  # two\n7: {a: b}\n");
    assertEquals(List.of("on", "7"), map.keys());
    assertEquals("f.yml:3:4", map.get("7").orElseThrow().at().toString());
  }

  @Test
  void keepsKeysThatStandTwice() {
    YamlMap map = map("a: 1\na: 2\n");
    assertEquals(List.of("a", "a"), map.keys());
    assertEquals("2", ((YamlNode.YamlScalar) map.get("a").orElseThrow()).text());
  }

  @Test
  void putsMergedKeysBehindTheMapsOwn() {
    YamlMap map = map("x: &x {j: 1, k: 1}\ny: &y {k: 2, l: 2}\nb:\n  <<: [*x, *y]\n  j: 0\n");
    YamlMap merged = (YamlMap) map.get("b").orElseThrow();
    assertEquals("{j=0, k=1, l=2}", merged.toValue().toString());
  }

  @Test
  void isEmptyWithoutContent() {
    assertTrue(Yaml.parse("f.yml", "# nothing\n").isEmpty());
  }

  @Test
  void readsMoreThanThreeMegabytes() {
    String text = "a:\n" + ("- " + "x".repeat(98) + "\n").repeat(40_000);
    assertEquals(1, map(text).entries().size());
    assertEquals(1, Yaml.documents("f.yml", text).size());
  }

  @Test
  void readsTabsBetweenTokens() {
    assertEquals("{a=b, c=d, e=[1, 2]}", map("a:\tb\nc: \t d\ne:\t[1,\t2]\n").toValue().toString());
    assertTrue(
        refusal("a:\n\tb: c\n").startsWith("f.yml:2:1: not YAML: found character '\\t(TAB)'"));
  }

  @Test
  void refusesBombsOfAliases() {
    String levels =
        IntStream.range(1, 16)
            .mapToObj(i -> "a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1))
            .collect(Collectors.joining());
    assertTrue(refusal("a0: &a0 [x]\n" + levels).contains("aliases repeat more than"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\n---\\nb: 2\\n | f.yml:3:1: a second document begins here",
        "a: 1\\n b: 2\\n | f.yml:2:3: not YAML: mapping values are not allowed here",
        "a: [1, 2\\n | f.yml:2:1: not YAML: expected ',' or ']'",
        "? [a]\\n: b\\n | f.yml:1:3: a key must be text",
        "a: &x [*x]\\n | f.yml:1:4: an anchor contains itself",
        "a: x\\nb: BELL | f.yml:2:4: not YAML: the character U+0007",
        "a: {<<: 1} | f.yml:1:9: a merge key '<<' needs a map",
        "a: *b | f.yml:1:4: not YAML: found undefined alias b",
        "a: !!binary '*' | f.yml:1:4: a !!binary value is not base64",
        "a: !!int x | f.yml:1:4: 'x' is no !!int",
      })
  void saysWhatIsWrongAndWhere(String text, String wanted) {
    String refusal = refusal(text.translateEscapes().replace("BELL", "\u0007"));
    assertTrue(refusal.startsWith(wanted), refusal);
  }

  @Test
  void countsPositionsFromTheBeginningOfTheFile() {
    List<YamlNode> documents =
        Yaml.documents("f.yml", "\ufeff# c\n---\na: 1\n--- # two\r\n\n  b: 2\n");
    assertEquals(
        List.of("f.yml:1:1", "f.yml:3:1", "f.yml:6:3"),
        documents.stream().map(node -> node.at().toString()).toList());
  }

  @Test
  void reportsTheFirstMistakeOfEveryDocument() {
    DeployException e =
        assertThrows(
            DeployException.class,
            () -> Yaml.documents("f.yml", "a: b: c\n---\na: 1\n--- b\nc: `\n...\nd: 1\n"));
    assertEquals(
        List.of("f.yml:1:5", "f.yml:4:4", "f.yml:5:4"),
        e.problems().stream().map(problem -> problem.where().toString()).toList());
  }

  @Test
  void refusesWhatStandsBehindTheEndOfADocument() {
    DeployException e =
        assertThrows(DeployException.class, () -> Yaml.documents("f.yml", "a: 1\n...\nb: 2\n"));
    assertEquals("f.yml:3:1", e.problems().get(0).where().toString());
  }

  @Test
  void readsJsonDocumentsWithPositions() {
    List<YamlNode> documents =
        Yaml.documents("f.json", "{\"a\":\t[1, true, null]}\n{\n\t\"b\": \"\\ud83d\\ude00\\/\"}");
    assertEquals(
        "[{a=[1, true, null]}, {b=😀/}]",
        documents.stream().map(YamlNode::toValue).toList().toString());
    assertEquals("f.json:3:7", ((YamlMap) documents.get(1)).entries().get(0).value().at() + "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1} | f.yml:1:2: not JSON: '\"' is expected",
        "{\"a\": 01} | f.yml:1:8: not JSON: ',' is expected",
        "{\"a\": [1,]} | f.yml:1:10: not JSON: a value is expected",
        "{\"a\": \"\\\\x\"} | f.yml:1:9: not JSON: an unknown escape",
        "{\"a\": 1 | f.yml:1:8: not JSON: the text ends too early",
      })
  void refusesWhatIsNoJson(String text, String wanted) {
    DeployException e =
        assertThrows(DeployException.class, () -> Yaml.documents("f.yml", text.translateEscapes()));
    assertTrue(e.toString().contains(": " + wanted), e.toString());
  }

  /** Judged by {@code kubectl label --local -o json}, 1.32.4. */
  @Test
  void writesKeysAndMergesAsKubectl() {
    String text =
        "x: &x {j: 1}\nb: {j: 2, <<: *x}\nc: {<<: *x, j: 2}\nd: {1.5: a, 1e6: b, on: c}\n";
    assertEquals(
        "[{x={j=1}, b={j=1}, c={j=2}, d={1.5=a, 1e+06=b, true=c}}]",
        Yaml.documents("f.yml", text).stream().map(YamlNode::toValue).toList().toString());
  }

  @Test
  void writesKeysWithTheSameDigitsInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertEquals("1e+06", PlainScalar.asKey(1e6));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void readsManyTabs() {
    String text =
        IntStream.range(0, 20_000).mapToObj(i -> "k" + i + ":\tv\n").collect(Collectors.joining());
    assertEquals(20_000, map(text).entries().size());
  }

  @Test
  void keepsTabsThatAreContent() {
    assertEquals(
        "{a=x:\ty, b=x:\ty\n, c=d}",
        map("a:\t\"x:\ty\"\nb: |\n  x:\ty\nc:\t\t d\t# e\n").toValue().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "-0b11,-3",
    "0x_1F,31",
    "08,8",
    "+.5,0.5",
    "1__0,10",
    ".5_0,0.5",
    "1e400,1e400",
    "+,+",
    "12345678901234567890123,1.2345678901234568E22",
    "-9223372036854775809,-9223372036854776000",
    "1.5e3,1500",
    "0x,0x",
    "+0o17,15",
    "1.2.3,1.2.3",
    "!!foo 1,1",
    "!!float 3,3",
    "!foo yes,yes",
    "!!int 0x10,16"
  })
  void readsNumbersAsGo(String text, String wanted) {
    assertEquals(wanted, String.valueOf(map("v: " + text).toValue().get("v")));
  }

  private static YamlMap map(String text) {
    return (YamlMap) Yaml.parse("f.yml", text).orElseThrow();
  }

  private static String refusal(String text) {
    return assertThrows(DeployException.class, () -> Yaml.parse("f.yml", text))
        .problems()
        .get(0)
        .toString();
  }
}
