package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.Place;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of planted mistakes, {@code schema/cases.yaml}: objects, and what is changed in them.
 *
 * @param definition a CustomResourceDefinition that some of them need
 */
record SchemaCases(Map<String, Object> definition, List<Case> cases) {

  /**
   * One variant of an object.
   *
   * @param findings the rules and fields of the errors that are expected; none for a good object
   * @param differs why the server says otherwise; empty where it agrees
   */
  record Case(String name, Map<String, Object> object, List<String> findings, String differs) {

    Manifest in(String namespace) {
      Map<String, Object> copy = new LinkedHashMap<>(object);
      Manifest manifest =
          new Manifest(new LiveObject(copy).ref(), copy, Place.in("cases.yaml", 1, 1));
      boolean namespaced = Boolean.TRUE.equals(namespaced(manifest));
      return namespaced ? manifest.inNamespace(namespace) : manifest;
    }

    private static Boolean namespaced(Manifest manifest) {
      return SchemasTest.SCHEMAS
          .namespaced(manifest.ref().apiVersion(), manifest.ref().kind())
          .orElse(true);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The table.
   *
   * @param group the API group in the place of {@code GROUP}
   */
  static SchemaCases read(String group) throws IOException {
    Path file = Path.of("src/test/resources/schema/cases.yaml");
    YamlNode root =
        Yaml.parse(file.toString(), Files.readString(file).replace("GROUP", group)).orElseThrow();
    LiveObject table = new LiveObject(((YamlNode.YamlMap) root).toValue());
    LiveObject objects = table.object("objects");
    List<Case> cases = new ArrayList<>();
    for (LiveObject row : table.objects("cases")) {
      cases.add(readCase(objects, row));
    }
    return new SchemaCases(objects.object("crd").content(), cases);
  }

  private static Case readCase(LiveObject objects, LiveObject row) {
    String name = row.text("object");
    Object object = objects.value(name).orElseThrow(() -> new IllegalStateException(name));
    Object set = row.value("set").orElse(Map.of());
    for (Map.Entry<?, ?> change : ((Map<?, ?>) set).entrySet()) {
      List<String> path = Arrays.asList(change.getKey().toString().split("/", -1));
      object = changed(object, path, Optional.ofNullable(change.getValue()));
    }
    return new Case(
        name + " " + set,
        new LiveObject(Map.of("object", object)).object("object").content(),
        ((List<?>) row.value("findings").orElse(List.of())).stream().map(Object::toString).toList(),
        row.text("differs"));
  }

  /** A copy with another value at a path; null removes, {@code NULL} writes null. */
  private static Object changed(Object value, List<String> path, Optional<Object> wanted) {
    String key = path.get(0).replace("~", "/");
    List<String> rest = path.subList(1, path.size());
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list);
      int index = Integer.parseInt(key);
      @Nullable Object item = index < list.size() ? list.get(index) : Map.of();
      @Nullable Object changed = inner(item, rest, wanted);
      if (index < list.size()) {
        copy.set(index, changed);
      } else {
        copy.add(changed);
      }
      return copy;
    }
    Map<Object, @Nullable Object> copy =
        new LinkedHashMap<>(value instanceof Map<?, ?> map ? map : Map.of());
    if (rest.isEmpty() && wanted.isEmpty()) {
      copy.remove(key);
    } else {
      copy.put(key, inner(copy.get(key), rest, wanted));
    }
    return copy;
  }

  private static @Nullable Object inner(
      @Nullable Object value, List<String> path, Optional<Object> wanted) {
    if (path.isEmpty()) {
      return wanted.filter(object -> !object.equals("NULL")).orElse(null);
    }
    return changed(value == null ? Map.of() : value, path, wanted);
  }

  /** The findings as {@code rule path}, without warnings. */
  static List<String> errors(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .map(finding -> finding.rule() + " " + finding.field())
        .toList();
  }
}
