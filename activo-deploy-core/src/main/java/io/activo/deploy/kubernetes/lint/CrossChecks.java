package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.Place;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks the objects of a release against each other: what {@link Rule} lists. No object may make
 * it fail, however little it keeps to its schema, which is checked elsewhere. No value of a Secret
 * is ever told.
 */
public final class CrossChecks {
  private static final List<Function<Release, Stream<Finding>>> CHECKS =
      List.of(
          NamespaceCheck::of,
          SelectorCheck::of,
          SharedSelectorCheck::of,
          ServiceCheck::of,
          IngressPortCheck::of,
          IngressOverlapCheck::of,
          RequestsCheck::of,
          BudgetCheck::of,
          PolicyCheck::of,
          ReferenceCheck::of,
          KeyCheck::of,
          ProbeCheck::of,
          ImageCheck::of);

  private CrossChecks() {}

  /**
   * Everything that is found, file by file in the order of the manifests, within a file from top to
   * bottom.
   *
   * @param manifests all objects that are applied together, also generated ones, each with its
   *     namespace unless its kind has none
   */
  public static List<Finding> of(List<Manifest> manifests, Surroundings surroundings) {
    Release release = new Release(manifests, surroundings);
    List<String> files = manifests.stream().map(manifest -> manifest.place().file()).toList();
    return CHECKS.stream()
        .flatMap(check -> check.apply(release))
        .distinct()
        .sorted(
            Comparator.comparingInt((Finding finding) -> files.indexOf(place(finding).file()))
                .thenComparingInt(finding -> place(finding).line())
                .thenComparingInt(finding -> place(finding).column()))
        .toList();
  }

  private static Place.InText place(Finding finding) {
    return finding.problem().where() instanceof Place.InText text ? text : Place.in("", 1, 1);
  }
}
