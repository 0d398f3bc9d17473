package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the schema of a custom kind adds, and what it never does. */
class CustomDefaultsTest {
  private static final ObjectRef DB = new ObjectRef("example.com/v1", "Db", "n", "a");

  /** The properties of {@code spec}. */
  private static final String SCHEMA =
      """
      'size': {'type': 'integer'},
      'names': {'items': {'type': 'string', 'default': 'z'}},
      'notes': {'additionalProperties': {'type': 'string', 'default': 'x'}},
      'disks': {'items': {'properties': {'kind': {'default': 'ssd'}, 'gib': {}}}},
      'users': {'additionalProperties': {'properties': {'role': {'default': 'reader'}}}},
      'limits': {'default': {'cpu': 1, 'burst': {}}, 'properties': {'cpu': {}, 'memory': {'default': 2},
        'burst': {'properties': {'for': {'default': '1s'}}}}},
      'rules': {'items': {'properties': {'limits': {'default': {'cpu': 1, 'memory': 2}}}}},
      'pools': {'default': [{'id': 1}], 'items': {'properties': {'kind': {'default': 'small'}}}}
      """;

  private static final String LIMITS = "'limits': {'cpu': 1, 'memory': 2, 'burst': {'for': '1s'}}";

  @Test
  void aDefaultComesAndGoesAsAWholeWithTheDefaultsBelowIt() {
    assertChanges("", "", LIMITS);
    assertChanges("", LIMITS, "");
    assertChanges("", "", "'pools': [{'id': 1, 'kind': 'small'}]");
  }

  @Test
  void aDefaultThatComesBesideAnotherPartOfItIsShown() {
    assertChanges(
        """
        + spec.limits.cpu: 1
        + spec.limits.burst.for: 2s""",
        "",
        "'limits': {'cpu': 1, 'memory': 2, 'burst': {'for': '2s'}}");
  }

  @Test
  void aPartOfADefaultIsNoneBesideOtherParts() {
    assertChanges(
        "- spec.limits.cpu: 1", "'limits': {'cpu': 1, 'memory': 5}", "'limits': {'memory': 5}");
    assertChanges(
        "- spec.rules[0].limits.cpu: 1",
        "'rules': [{'limits': {'cpu': 1, 'memory': 5}}]",
        "'rules': [{'limits': {'memory': 5}}]");
  }

  @Test
  void theDefaultOfItemsAddsNoItem() {
    assertChanges("- spec.names[1]: z", "'names': ['a', 'z']", "'names': ['a']");
    assertChanges("+ spec.names[1]: z", "'names': ['a']", "'names': ['a', 'z']");
  }

  @Test
  void theDefaultOfAdditionalPropertiesAddsNoKey() {
    assertChanges("- spec.notes.k: x", "'notes': {'k': 'x', 'l': 'v'}", "'notes': {'l': 'v'}");
  }

  @Test
  void defaultsBelowItemsAndAdditionalPropertiesAreNotShown() {
    assertChanges("+ spec.disks[0].gib: 5", "", "'disks': [{'kind': 'ssd', 'gib': 5}]");
    assertChanges(
        "+ spec.users.eve.name: e", "", "'users': {'eve': {'name': 'e', 'role': 'reader'}}");
  }

  /** Beside a size that changes, so that unsaid values may be hidden; nobody applied anything. */
  private static void assertChanges(String lines, String before, String after) {
    String size = "spec.size: 1 → 2";
    assertEquals(
        lines.isEmpty() ? size : size + "\n" + lines,
        comparison().changes(db(1, before), db(2, after)).stream()
            .flatMap(change -> DiffText.change(change).stream())
            .collect(Collectors.joining("\n")));
  }

  private static StateComparison comparison() {
    String schema =
        "{'openAPIV3Schema': {'properties': {'spec': {'properties': {" + SCHEMA + "}}}}}";
    LiveObject definition =
        object("{'spec': {'versions': [{'name': 'v1', 'schema': " + schema + "}]}}");
    return new StateComparison(
        CustomDefaults.of(definition, "v1"), db(2, "").content(), Disclosure.ofUrls().of(DB));
  }

  private static LiveObject db(int size, String spec) {
    String more = spec.isEmpty() ? "" : ", " + spec;
    return object(
        "{'apiVersion': 'example.com/v1', 'kind': 'Db', 'metadata': {'name': 'a'},"
            + (" 'spec': {'size': " + size + more + "}}"));
  }

  private static LiveObject object(String json) {
    return new LiveObject(Json.parseObject(json.replace('\'', '"')));
  }
}
