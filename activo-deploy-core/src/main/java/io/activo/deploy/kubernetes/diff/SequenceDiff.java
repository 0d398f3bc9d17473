package io.activo.deploy.kubernetes.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** What was inserted, removed and changed in a sequence (Myers 1986, in linear space). */
final class SequenceDiff {
  /** Beyond it texts are not compared line by line: the time grows with the square. */
  private static final int MOST_LINES = 4000;

  private static final int CONTEXT = 3;

  private SequenceDiff() {}

  /** The runs of items that differ, in order. */
  static <T> List<AbstractDelta<T>> deltas(List<T> before, List<T> after, BiPredicate<T, T> same) {
    return patch(before, after, same).getDeltas();
  }

  /** Two texts as a unified diff without its heading, with three lines of context. */
  static List<String> unified(String before, String after) {
    List<String> from = before.lines().toList();
    List<String> to = after.lines().toList();
    if (from.size() > MOST_LINES || to.size() > MOST_LINES) {
      return List.of(from.size() + " lines before, " + to.size() + " after: too long to compare");
    }
    Patch<String> patch = patch(from, to, String::equals);
    List<String> lines = UnifiedDiffUtils.generateUnifiedDiff("a", "b", from, patch, CONTEXT);
    return lines.size() < 2 ? List.of() : lines.subList(2, lines.size());
  }

  /** What comes right behind what goes is a change of it; the algorithm tells the two apart. */
  private static <T> Patch<T> patch(List<T> before, List<T> after, BiPredicate<T, T> same) {
    Patch<T> patch = new Patch<>();
    Chunk<T> from = new Chunk<>(0, List.of());
    Chunk<T> to = from;
    for (AbstractDelta<T> delta : found(before, after, same)) {
      if (delta.getSource().getPosition() == end(from)
          && delta.getTarget().getPosition() == end(to)) {
        from = joined(from, delta.getSource());
        to = joined(to, delta.getTarget());
      } else {
        add(patch, from, to);
        from = delta.getSource();
        to = delta.getTarget();
      }
    }
    add(patch, from, to);
    return patch;
  }

  private static <T> List<AbstractDelta<T>> found(
      List<T> before, List<T> after, BiPredicate<T, T> same) {
    return DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>(same), null).getDeltas();
  }

  private static int end(Chunk<?> chunk) {
    return chunk.getPosition() + chunk.size();
  }

  private static <T> Chunk<T> joined(Chunk<T> one, Chunk<T> next) {
    List<T> lines = new ArrayList<>(one.getLines());
    lines.addAll(next.getLines());
    return new Chunk<>(one.getPosition(), lines);
  }

  private static <T> void add(Patch<T> patch, Chunk<T> from, Chunk<T> to) {
    if (from.size() + to.size() > 0) {
      patch.addDelta(new ChangeDelta<>(from, to));
    }
  }
}
