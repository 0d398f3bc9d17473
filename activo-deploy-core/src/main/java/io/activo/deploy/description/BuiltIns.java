package io.activo.deploy.description;

import io.activo.deploy.git.Revision;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.ImageTag;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The variables that every deploy has: {@code ACTIVO_…}. One whose value is not known is unset. */
final class BuiltIns {
  static final String IMAGE = "ACTIVO_IMAGE";
  static final String IMAGE_TAG = "ACTIVO_IMAGE_TAG";
  static final String REVISION = "ACTIVO_REVISION";

  private static final Set<String> NAMES =
      Set.of(
          "ACTIVO_APP",
          "ACTIVO_ENV",
          "ACTIVO_COMMIT",
          "ACTIVO_COMMIT_SHORT",
          REVISION,
          "ACTIVO_BRANCH",
          "ACTIVO_BRANCH_SLUG",
          "ACTIVO_GIT_TAG",
          "ACTIVO_TIME",
          IMAGE,
          IMAGE_TAG);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Map<String, String> literals = new LinkedHashMap<>();
  private final Map<String, Derived> derived = new LinkedHashMap<>();

  /** A variable that is made of others: its parts, and what is made of them once resolved. */
  record Derived(List<YamlScalar> parts, Function<List<String>, String> join) {}

  /**
   * What an image's variables are made of.
   *
   * @param given images that are deployed in the place of those described
   * @param only whether there is no other image
   */
  record ImageParts(YamlScalar repository, YamlScalar tag, AskedImages given, boolean only) {
    Derived image() {
      return new Derived(List.of(repository, tag), parts -> image(parts.get(0), parts.get(1)));
    }

    Derived imageTag() {
      return new Derived(List.of(repository, tag), parts -> tag(parts.get(0), parts.get(1)));
    }

    private String image(String name, String written) {
      return given(name, written)
          .map(ImageReference::toString)
          .orElseGet(() -> name + ":" + ImageTag.of(written));
    }

    private String tag(String name, String written) {
      return given(name, written)
          .flatMap(ImageReference::tag)
          .orElseGet(() -> ImageTag.of(written));
    }

    private Optional<ImageReference> given(String name, String written) {
      String text = name + ":" + ImageTag.of(written);
      return ImageReference.fault(text).isEmpty()
          ? given.of(ImageReference.parse(text), only)
          : Optional.empty();
    }
  }

  /** Whether a name belongs to us; other names that begin with {@code ACTIVO_} are the team's. */
  static boolean isBuiltIn(String name) {
    return NAMES.contains(name) || name.startsWith(IMAGE + "_");
  }

  /** What a reader can do when a built-in variable has no value. */
  static String remedy(String name) {
    return switch (name) {
      case REVISION, "ACTIVO_COMMIT", "ACTIVO_COMMIT_SHORT" ->
          "this is no git checkout with a commit: make one, or set image.tag";
      case "ACTIVO_BRANCH", "ACTIVO_BRANCH_SLUG" -> "no branch is checked out or built";
      case "ACTIVO_GIT_TAG" -> "no git tag is checked out or built";
      default -> "describe an image";
    };
  }

  /** The built-in variables that do not depend on the description's other values. */
  static BuiltIns of(String app, String environment, Revision revision, Instant time) {
    BuiltIns builtIns = new BuiltIns();
    builtIns.put("ACTIVO_APP", app);
    builtIns.put("ACTIVO_ENV", environment);
    builtIns.put("ACTIVO_COMMIT", revision.commit());
    builtIns.put("ACTIVO_COMMIT_SHORT", revision.shortCommit());
    builtIns.put(REVISION, revision.name());
    builtIns.put("ACTIVO_BRANCH", revision.branch());
    builtIns.put("ACTIVO_BRANCH_SLUG", revision.branch().map(Slug::of));
    builtIns.put("ACTIVO_GIT_TAG", revision.tag());
    builtIns.put("ACTIVO_TIME", TIME.format(time));
    return builtIns;
  }

  /** Adds an image's name with its tag, which is resolved when it is asked for. */
  void withImage(String variable, ImageParts parts) {
    derived.put(variable, parts.image());
  }

  /** Adds the image that is meant where none is named. */
  void withMainImage(ImageParts parts) {
    derived.put(IMAGE, parts.image());
    derived.put(IMAGE_TAG, parts.imageTag());
  }

  /** Every name but those of images, also one that has no value here. */
  static Set<String> allNames() {
    return NAMES;
  }

  /** Every name that has a value. */
  Set<String> names() {
    Set<String> names = new HashSet<>(literals.keySet());
    names.addAll(derived.keySet());
    return names;
  }

  /** The value of a variable that is what it is: nothing in a branch's name is a reference. */
  Optional<String> literal(String name) {
    return Optional.ofNullable(literals.get(name));
  }

  /** A variable that other variables make. */
  Optional<Derived> derived(String name) {
    return Optional.ofNullable(derived.get(name));
  }

  private void put(String name, Optional<String> value) {
    value.ifPresent(text -> literals.put(name, text));
  }

  private void put(String name, String value) {
    literals.put(name, value);
  }
}
