package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.FieldPlaces;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a generator has made.
 *
 * @param manifest the object, under the name that it has in the cluster
 * @param generator what asked for it
 * @param secrets the values, where it is a Secret
 */
record GeneratedObject(Manifest manifest, Generator generator, List<Secret> secrets) {
  private static final Set<String> DATA = Set.of("data", "binaryData");

  /**
   * Reads the sources and makes the object.
   *
   * @throws DeployException with everything that is wrong with the sources
   */
  static GeneratedObject of(Generator generator, GeneratorInputs inputs) {
    Problems problems = new Problems();
    GeneratedData data = new GeneratedData(problems);
    SourceReader reader = new SourceReader(inputs, data, problems);
    generator.sources().forEach(reader::read);
    data.checkSize(generator);
    problems.throwIfAny();
    return made(generator, data.items());
  }

  private static GeneratedObject made(
      Generator generator, SortedMap<String, GeneratedData.Item> items) {
    boolean secret = generator.kind() == Generator.Kind.SECRET;
    SortedMap<String, String> texts = new TreeMap<>();
    SortedMap<String, byte[]> binary = new TreeMap<>();
    items.forEach(
        (key, item) ->
            text(item.content())
                .filter(text -> !secret)
                .ifPresentOrElse(
                    text -> texts.put(key, text), () -> binary.put(key, item.content())));
    String hash = generator.hash() ? "-" + ContentHash.of(generator.kind(), texts, binary) : "";
    String name = generator.name().value() + hash;
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("apiVersion", "v1");
    content.put("kind", generator.kind().toString());
    content.put("metadata", Map.of("name", name));
    if (secret) {
      content.put("type", "Opaque");
    }
    putUnlessEmpty(content, "data", texts);
    putUnlessEmpty(content, secret ? "data" : "binaryData", base64(binary));
    ObjectRef ref = new ObjectRef("v1", generator.kind().toString(), "", name);
    return new GeneratedObject(
        new Manifest(ref, content, places(generator.name().at(), items)),
        generator,
        secret ? values(items) : List.of());
  }

  private static void putUnlessEmpty(
      Map<String, Object> content, String key, Map<String, String> data) {
    if (!data.isEmpty()) {
      content.put(key, data);
    }
  }

  private static Map<String, String> base64(Map<String, byte[]> binary) {
    Map<String, String> encoded = new TreeMap<>();
    binary.forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value)));
    return encoded;
  }

  private static Optional<String> text(byte[] content) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static List<Secret> values(SortedMap<String, GeneratedData.Item> items) {
    return items.values().stream()
        .flatMap(item -> text(item.content()).stream())
        .filter(text -> !text.isEmpty())
        .map(Secret::of)
        .toList();
  }

  /** A key stands where its source is asked for, all else where the generator is. */
  private static FieldPlaces places(Place.InText at, SortedMap<String, GeneratedData.Item> items) {
    return path -> {
      List<Object> way = path.segments();
      boolean isKey = way.size() > 1 && way.get(0) instanceof String field && DATA.contains(field);
      return Optional.ofNullable(isKey ? items.get(way.get(1).toString()) : null)
          .map(GeneratedData.Item::at)
          .orElse(at);
    };
  }
}
