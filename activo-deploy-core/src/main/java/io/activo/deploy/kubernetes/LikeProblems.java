package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Problems of many objects, of which those that say the same are told once: a webhook that is down,
 * or a quota that is full, refuses each object in the same words.
 */
public final class LikeProblems {
  private static final int NAMES = 8;

  private LikeProblems() {}

  /**
   * What is wrong with one object.
   *
   * @param ref its name
   * @param place where the team wrote it
   */
  public record OfObject(ObjectRef ref, Place place, Problem problem) {

    private String shown() {
      return ref + " (" + place + ")";
    }

    /**
     * The words without the object's own name, where it stands behind its kind: as we write it, or
     * as the API server does ({@code Deployment "web"}, {@code deployments.apps "web"}). Elsewhere
     * it may be the name of something else.
     */
    private Problem words() {
      Pattern name =
          Pattern.compile(
              "\\b%s[a-z]*(?:\\.[\\w.-]+)? \"%s\""
                  .formatted(stem(ref.kind()), Pattern.quote(ref.name())),
              Pattern.CASE_INSENSITIVE);
      Problem words =
          problem.map(text -> name.matcher(text.replace(ref.toString(), "")).replaceAll(""));
      return new Problem(words.what(), Place.nowhere(), words.fix(), words.detail());
    }

    /** What a kind and its plural begin with: {@code NetworkPolic}. */
    private static String stem(String kind) {
      return Pattern.quote(kind.endsWith("y") ? kind.substring(0, kind.length() - 1) : kind);
    }
  }

  /** The problems in their order; the first of several that are alike names the other objects. */
  public static List<OfObject> once(List<OfObject> all) {
    Map<Likeness, List<OfObject>> alike = new LinkedHashMap<>();
    for (OfObject one : all) {
      Likeness likeness = new Likeness(one.words(), 1);
      while (hasOneOf(alike.get(likeness), one.ref())) {
        likeness = new Likeness(likeness.words(), likeness.time() + 1);
      }
      alike.computeIfAbsent(likeness, any -> new ArrayList<>()).add(one);
    }
    return alike.values().stream().map(LikeProblems::one).toList();
  }

  /**
   * What problems of several objects have in common.
   *
   * @param time an object may have the same fault twice, in two places: which one it is
   */
  private record Likeness(Problem words, int time) {}

  private static boolean hasOneOf(@Nullable List<OfObject> alike, ObjectRef ref) {
    return alike != null && alike.stream().anyMatch(one -> one.ref().equals(ref));
  }

  private static OfObject one(List<OfObject> alike) {
    OfObject first = alike.get(0);
    List<String> others = alike.stream().skip(1).map(OfObject::shown).toList();
    if (others.isEmpty()) {
      return first;
    }
    List<String> detail = new ArrayList<>(first.problem().detail());
    String named = others.stream().limit(NAMES).collect(Collectors.joining(", "));
    int more = others.size() - NAMES;
    detail.add("the same for " + named + (more > 0 ? " and " + more + " more" : ""));
    return new OfObject(first.ref(), first.place(), first.problem().withDetail(detail));
  }
}
