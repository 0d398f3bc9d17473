package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.LikeProblems;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.ObjectDiff.Kind;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A diff as lines for a console. */
public final class DiffText {
  private static final String INDENT = "    ";

  /** More lines of one object, and more names, are told only in full. */
  private static final int MOST_LINES = 60;

  private static final int MOST_NAMES = 8;

  private final boolean full;
  private final Map<ObjectRef, Problem> refusals;
  private final List<String> lines = new ArrayList<>();

  private DiffText(Diff diff, boolean full) {
    this.full = full;
    List<LikeProblems.OfObject> refused = diff.refusedObjects();
    this.refusals =
        (full ? refused : LikeProblems.once(refused))
            .stream()
                .collect(
                    Collectors.toMap(
                        LikeProblems.OfObject::ref,
                        LikeProblems.OfObject::problem,
                        (first, twice) -> first));
  }

  /**
   * The lines: what changes, what is refused, what cannot be told, and the counts.
   *
   * @param full whether also each field of created objects is shown, and nothing is cut
   */
  public static List<String> lines(Diff diff, boolean full) {
    DiffText text = new DiffText(diff, full);
    diff.objects().forEach(text::object);
    text.unknown(diff);
    text.lines.add(counts(diff));
    return text.lines;
  }

  private static String counts(Diff diff) {
    String counts =
        diff.created()
            + " created, "
            + (diff.changed() + " changed, ")
            + (diff.unchanged() + " unchanged, ")
            + (diff.replaced() + " replaced, ")
            + (diff.pruned() + " pruned");
    return counts
        + (diff.refused() > 0 ? ", " + diff.refused() + " refused" : "")
        + (diff.unknown() > 0 ? ", " + diff.unknown() + " unknown" : "");
  }

  private void object(ObjectDiff object) {
    switch (object.kind()) {
      case CREATED -> created(object);
      case CHANGED -> changed("~", object);
      case REPLACED -> changed("-+", object);
      case REFUSED ->
          Optional.ofNullable(refusals.get(object.ref()))
              .ifPresent(problem -> refused(object, problem));
      case UNCHANGED -> unchanged(object);
      case UNKNOWN -> {}
    }
  }

  private void created(ObjectDiff object) {
    int count = object.changes().size();
    String fields = count == 1 ? "  1 field" : "  " + count + " fields";
    List<String> remarks = new ArrayList<>(List.of(fields));
    remarks.addAll(object.remarks());
    lines.add(heading("+", object) + String.join("; ", remarks));
    if (full) {
      fields(object);
    }
  }

  private void changed(String sign, ObjectDiff object) {
    lines.add(heading(sign, object));
    object.remarks().forEach(remark -> lines.add(INDENT + remark));
    fields(object);
  }

  private void unchanged(ObjectDiff object) {
    if (!object.remarks().isEmpty()) {
      lines.add(heading("=", object));
      object.remarks().forEach(remark -> lines.add(INDENT + remark));
    }
  }

  private void refused(ObjectDiff object, Problem problem) {
    lines.add(heading("!", object));
    lines.add(INDENT + problem.what() + (problem.fix().isEmpty() ? "" : "; " + problem.fix()));
    problem.detail().forEach(line -> lines.add(INDENT + INDENT + line));
  }

  private static String heading(String sign, ObjectDiff object) {
    return sign + " " + object.ref() + "  (" + object.place() + ")";
  }

  private void fields(ObjectDiff object) {
    List<String> all =
        object.changes().stream().flatMap(change -> change(change).stream()).toList();
    int shown = full ? all.size() : Math.min(all.size(), MOST_LINES);
    all.subList(0, shown).forEach(line -> lines.add(INDENT + line));
    if (shown < all.size()) {
      lines.add(INDENT + "… and " + (all.size() - shown) + " more lines");
    }
  }

  static List<String> change(FieldChange change) {
    String before = change.before().orElse("");
    String after = change.after().orElse("");
    if (before.indexOf('\n') >= 0 || after.indexOf('\n') >= 0) {
      return block(change, SequenceDiff.unified(before, after));
    }
    if (change.before().isEmpty()) {
      return List.of("+ " + change.path() + ": " + after);
    }
    if (change.after().isEmpty()) {
      return List.of("- " + change.path() + ": " + before);
    }
    return List.of(change.path() + ": " + before + " → " + after);
  }

  private static List<String> block(FieldChange change, List<String> changed) {
    String sign = change.before().isEmpty() ? "+ " : change.after().isEmpty() ? "- " : "";
    List<String> block = new ArrayList<>();
    block.add(sign + change.path() + ":");
    List<String> same = List.of("only the line breaks at the end of lines differ");
    (changed.isEmpty() ? same : changed).forEach(line -> block.add("  " + line));
    return block;
  }

  /** One entry for each reason, however many objects it keeps from being told. */
  private void unknown(Diff diff) {
    Map<String, List<ObjectDiff>> byReason =
        diff.objects().stream()
            .filter(object -> object.kind() == Kind.UNKNOWN)
            .collect(Collectors.groupingBy(this::reason, LinkedHashMap::new, Collectors.toList()));
    byReason.forEach(
        (reason, objects) -> {
          boolean all = objects.size() == diff.objects().size();
          lines.add(all ? "? cannot tell what would change: " + reason : some(reason, objects));
          shared(objects).forEach(line -> lines.add(INDENT + line));
        });
  }

  /** What a credential plugin wrote, where that keeps all from being told. */
  private static List<String> shared(List<ObjectDiff> objects) {
    List<Problem> problems =
        objects.stream().flatMap(object -> object.problem().stream()).distinct().toList();
    return problems.size() == 1 ? problems.get(0).detail() : List.of();
  }

  private String reason(ObjectDiff object) {
    return object.problem().map(Problem::what).orElse("the cluster does not say");
  }

  private String some(String reason, List<ObjectDiff> objects) {
    int shown = full ? objects.size() : Math.min(objects.size(), MOST_NAMES);
    String names =
        objects.stream()
            .limit(shown)
            .map(one -> one.ref().toString())
            .collect(Collectors.joining(", "));
    String more =
        Optional.of(objects.size() - shown)
            .filter(n -> n > 0)
            .map(n -> " and " + n + " more")
            .orElse("");
    return "? cannot tell for " + names + more + ": " + reason;
  }
}
