package io.activo.deploy.kubernetes.lint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.Fuzz;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Objects in which nodes are missing or of another type; the seed is fixed. */
class MutatedManifestsTest {
  private static final int CASES = 3000;
  private static final List<String> TEXTS = List.of("", "a/b:c@d", "100%", "latest", "-1", "In");

  private final Fuzz fuzz = new Fuzz();
  private final List<Lint> cases = LintCase.all().map(LintCase::lint).toList();

  @Test
  void neverThrows() {
    int found = 0;
    for (int i = 0; i < Fuzz.cases(CASES); i++) {
      Lint good = fuzz.one(cases);
      List<Manifest> mutated =
          good.manifests().stream().map(each -> each.with(mutated(each.content()))).toList();
      try {
        found += CrossChecks.of(mutated, good.surroundings()).stream().mapToInt(this::told).sum();
      } catch (RuntimeException e) {
        throw new AssertionError(mutated.toString(), e);
      }
    }
    assertTrue(found > CASES / 4, found + " findings");
  }

  private int told(Finding finding) {
    return Lint.line(finding).isEmpty() ? 0 : 1;
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> mutated(Map<String, Object> content) {
    Object mutated = content;
    for (int i = fuzz.below(3); i >= 0; i--) {
      mutated = mutated(mutated, 1 + fuzz.below(9));
    }
    return mutated instanceof Map<?, ?> map ? (Map<String, Object>) map : content;
  }

  /** The value, changed at some node that is as deep as asked for, or less. */
  private @Nullable Object mutated(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map && depth > 0 && !map.isEmpty()) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
      Object key = fuzz.one(new ArrayList<>(map.keySet()));
      if (depth == 1 && fuzz.below(3) == 0) {
        copy.remove(key);
      } else {
        copy.put(key, mutated(copy.get(key), depth - 1));
      }
      return copy;
    }
    if (value instanceof List<?> list && depth > 0 && !list.isEmpty()) {
      List<@Nullable Object> copy = new ArrayList<>(list);
      int index = fuzz.below(copy.size());
      copy.set(index, mutated(copy.get(index), depth - 1));
      return copy;
    }
    return depth > 0 && fuzz.below(2) == 0 ? value : other();
  }

  private @Nullable Object other() {
    return switch (fuzz.below(8)) {
      case 0 -> null;
      case 1 -> true;
      case 2 -> -1;
      case 3 -> 1.5;
      case 4 -> new ArrayList<>(List.of(new ArrayList<>(), Map.of("name", List.of())));
      case 5 -> Map.of("name", 1, "key", Map.of(), "app", "web");
      case 6 -> List.of("a", 7);
      default -> fuzz.one(TEXTS);
    };
  }
}
