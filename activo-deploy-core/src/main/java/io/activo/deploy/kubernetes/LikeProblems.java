package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    /** The words without the object's own name. */
    private Problem words() {
      Pattern name =
          Pattern.compile("(?<![\\w.-])" + Pattern.quote(ref.name()) + "(?![\\w-]|\\.\\w)");
      Problem words =
          problem.map(text -> name.matcher(text.replace(ref.toString(), "")).replaceAll(""));
      return new Problem(words.what(), Place.nowhere(), words.fix(), words.detail());
    }
  }

  /** The problems in their order; the first of several that are alike names the other objects. */
  public static List<OfObject> once(List<OfObject> all) {
    Map<Problem, List<OfObject>> alike =
        all.stream()
            .collect(
                Collectors.groupingBy(OfObject::words, LinkedHashMap::new, Collectors.toList()));
    return alike.values().stream().map(LikeProblems::one).toList();
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
