package io.activo.deploy.kubernetes.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What kustomize 5.7.1 (of kubectl 1.34.4) made of the same files: {@code kubectl kustomize . >
 * built.yaml}, and {@code kubectl kustomize --load-restrictor LoadRestrictionsNone suffix >
 * suffix/built.yaml}.
 */
class KustomizeTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/io/activo/deploy/kubernetes/kustomize");

  /** The service accounts and claims in pods of these kinds do not follow there; here they do. */
  private static final Set<String> FOLLOW_HERE_ONLY = Set.of("ReplicaSet", "PodTemplate");

  @Test
  void generatesTheSameObjectsAndRewritesTheSameReferences() throws IOException {
    Transforming asked = new Transforming().in(FOLDER);
    Source[] settings = {
      new Source.EnvLines("literals.env", asked.at()),
      literal(asked, "a=1"),
      literal(asked, "b='x y'"),
      literal(asked, "c=\"<&>\""),
      literal(asked, "d="),
      literal(asked, "e=\""),
    };
    Source[] keys = {
      literal(asked, "password=hunter2"),
      literal(asked, "long=0123456789012345678901234567890123456789012345678901"),
      file(asked, "text.txt"),
      file(asked, "long.bin"),
    };
    Transformed made =
        asked
            .manifests(Files.readString(FOLDER.resolve("objects.yaml")))
            .generator(Generator.Kind.CONFIG_MAP, "settings", true, settings)
            .generator(
                Generator.Kind.CONFIG_MAP,
                "files",
                true,
                file(asked, "text.txt"),
                file(asked, "long=long.bin"),
                file(asked, "short.bin"),
                file(asked, "empty.txt"))
            .generator(Generator.Kind.CONFIG_MAP, "kept", false, literal(asked, "a=1"))
            .generator(Generator.Kind.SECRET, "keys", true, keys)
            .apply();
    Map<String, String> found = shown(made.manifests());
    assertSame(shown(built("built.yaml")), withoutChecksums(found));
  }

  @Test
  void putsSuffixesBehindTheSameNames() throws IOException {
    Transformed made =
        new Transforming()
            .suffixed("-canary", Files.readString(FOLDER.resolve("objects.yaml")))
            .apply();
    Map<String, String> expected = shown(built("suffix/built.yaml"));
    Map<String, String> found = withoutChecksums(shown(made.manifests()));
    expected.replaceAll((name, text) -> followingHere(name, text));
    assertSame(expected, found);
  }

  private static void assertSame(Map<String, String> expected, Map<String, String> found) {
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((name, text) -> assertEquals(text, found.get(name), name));
  }

  private static String followingHere(String name, String text) {
    return FOLLOW_HERE_ONLY.contains(name.split(" ", -1)[0])
        ? text.replace("serviceAccountName\":\"web\"", "serviceAccountName\":\"web-canary\"")
            .replace("claimName\":\"data\"", "claimName\":\"data-canary\"")
        : text;
  }

  private static List<Manifest> built(String file) throws IOException {
    return Manifests.read(file, Files.readAllBytes(FOLDER.resolve(file)));
  }

  private static Source literal(Transforming asked, String text) {
    return Source.Literal.parse(text, asked.at());
  }

  private static Source file(Transforming asked, String text) {
    return Source.Files.parse(text, asked.at());
  }

  /** Each object as JSON with sorted keys, by kind and name; Base64 without its line breaks. */
  private static Map<String, String> shown(List<Manifest> manifests) {
    return manifests.stream()
        .collect(
            Collectors.toMap(
                manifest -> manifest.ref().toString(),
                manifest -> CanonicalJson.print(unwrapped(manifest)),
                (first, second) -> first,
                TreeMap::new));
  }

  private static Map<String, Object> unwrapped(Manifest manifest) {
    String data = manifest.ref().kind().equals("Secret") ? "data" : "binaryData";
    return Fields.changed(
        manifest.content(),
        List.of(data),
        values -> {
          Map<String, Object> plain = new TreeMap<>();
          values.forEach((key, value) -> plain.put(key, value.toString().replace("\n", "")));
          return plain;
        });
  }

  /** Only here pods of plain ConfigMaps get a checksum. */
  private static Map<String, String> withoutChecksums(Map<String, String> objects) {
    objects.replaceAll(
        (name, text) ->
            CanonicalJson.print(Json.parse(text))
                .replaceAll("\"annotations\":\\{\"activo.io/checksum\":\"[0-9a-f]{64}\"\\},?", "")
                .replace("\"template\":{\"metadata\":{},", "\"template\":{"));
    return objects;
  }
}
