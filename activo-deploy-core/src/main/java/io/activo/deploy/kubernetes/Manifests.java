package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads manifests, and checks them together. */
public final class Manifests {
  private Manifests() {}

  /**
   * The objects of a file, read as kubectl reads it: documents without content are skipped, the
   * items of a {@code List} stand for themselves.
   *
   * @param file how the file is called in positions
   * @param text YAML or JSON in UTF-8, rendered
   * @throws DeployException with every mistake: what is no YAML, a document that is no object, an
   *     object without apiVersion, kind or name, with {@code generateName} or with managed fields
   */
  public static List<Manifest> read(String file, byte[] text) {
    return read(Rendered.verbatim(file, text));
  }

  /**
   * As {@link #read(String, byte[])}, of a rendered template: every position, now and in what is
   * found later, is the one in the template.
   */
  public static List<Manifest> read(Rendered text) {
    Problems problems = new Problems();
    List<Manifest> manifests = read(text, problems);
    problems.throwIfAny();
    return manifests;
  }

  /**
   * As {@link #read(Rendered)}, of what can be read: every mistake in an object is a problem.
   *
   * @throws DeployException if the text is no YAML
   */
  public static List<Manifest> read(Rendered text, Problems problems) {
    List<Manifest> manifests = new ArrayList<>();
    for (YamlNode document : Yaml.documents(text.places(), decoded(text))) {
      if (!(document instanceof YamlNode.YamlScalar scalar) || !scalar.isNull()) {
        new ManifestReader(problems, manifests).read(document);
      }
    }
    return manifests;
  }

  private static String decoded(Rendered text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.bytes());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new DeployException(
          Problem.of("the file is not UTF-8", text.place(bytes.position()), "save it as UTF-8"), e);
    }
  }

  /**
   * Checks what is to be applied together.
   *
   * @param namespace where objects go that name none; empty as long as it is not known
   * @throws DeployException if there is nothing to apply, or if objects stand there twice
   */
  public static void check(List<Manifest> manifests, String namespace) {
    if (manifests.isEmpty()) {
      throw new DeployException(
          Problem.of("no manifest holds an object", "name files that do, or apply nothing"));
    }
    refuseTwice(manifests, namespace);
  }

  /**
   * Checks that every object stands there once. In which namespace it is counts only for kinds that
   * live in namespaces; one that nobody knows offline is taken for such a kind.
   *
   * @param namespace where objects go that name none; empty as long as it is not known
   * @throws DeployException with every object that stands there twice
   */
  public static void refuseTwice(List<Manifest> manifests, String namespace) {
    Problems problems = new Problems();
    Map<ObjectRef, Manifest> first = new LinkedHashMap<>();
    List<Definition> definitions = definitions(manifests);
    for (Manifest manifest : manifests) {
      ObjectRef ref = manifest.ref();
      String home = ref.namespace().isEmpty() ? namespace : ref.namespace();
      String place = isOfCluster(ref, definitions) ? "" : home;
      ObjectRef key = new ObjectRef(ref.group(), ref.kind(), place, ref.name());
      Manifest earlier = first.putIfAbsent(key, manifest);
      if (earlier != null) {
        problems.add(
            Problem.of(
                ref + " stands here again, after " + earlier.place(),
                manifest.place(),
                "remove one of the two"));
      }
    }
    problems.throwIfAny();
  }

  private static List<Definition> definitions(List<Manifest> manifests) {
    return manifests.stream()
        .filter(manifest -> Definition.is(manifest.ref()))
        .map(manifest -> new Definition(new LiveObject(manifest.content())))
        .toList();
  }

  private static boolean isOfCluster(ObjectRef ref, List<Definition> definitions) {
    return !BuiltInKinds.namespaced(ref.apiVersion(), ref.kind())
        .or(
            () ->
                definitions.stream()
                    .filter(one -> one.defines(ref))
                    .findFirst()
                    .map(Definition::namespaced))
        .orElse(true);
  }
}
