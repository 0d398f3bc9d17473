package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether two workloads select the same pods: a copy whose labels were forgotten. */
final class SharedSelectorCheck {
  private SharedSelectorCheck() {}

  private record Selected(String namespace, Set<String> conditions) {}

  static Stream<Finding> of(Release release) {
    Map<Selected, Selector> first = new HashMap<>();
    Stream.Builder<Finding> found = Stream.builder();
    for (PodTemplate pods : release.pods()) {
      SelectorCheck.selector(pods)
          .filter(selector -> !selector.isEmpty())
          .ifPresent(
              selector -> {
                Selected key = new Selected(pods.field().namespace(), selector.conditions());
                Selector earlier = first.putIfAbsent(key, selector);
                if (earlier != null) {
                  found.add(shared(selector, earlier));
                }
              });
    }
    return found.build();
  }

  private static Finding shared(Selector selector, Selector earlier) {
    return selector
        .at()
        .warning(
            Rule.SHARED_SELECTOR,
            "%s selects '%s', as %s does (%s)"
                .formatted(
                    selector.at().manifest().ref(),
                    selector,
                    earlier.at().manifest().ref(),
                    earlier.at().place()),
            "give each workload labels of its own");
  }
}
