package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.template.Insertion;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the values that make another document of the one that its author meant. Every question
 * reads a document, so values are first tried in a small one of their own, and the others by
 * halves.
 */
final class BreakingValues {
  /** Such a value breaks nothing, but behind a backslash. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** How often the whole document is read: whoever has more mistakes mends these first. */
  private static final int QUESTIONS = 200;

  private final Probe probe;
  private final Rendered settled;
  private final Set<Integer> breaking = new TreeSet<>();
  private int questions = QUESTIONS;

  private BreakingValues(Probe probe, Rendered settled) {
    this.probe = probe;
    this.settled = settled;
  }

  /** The values, by index; of values that break the document only together the last. */
  static Set<Integer> of(Probe probe, Rendered settled, Collection<YamlScalar> quoted) {
    if (probe.matches(settled, probe::isChecked)) {
      return Set.of();
    }
    BreakingValues values = new BreakingValues(probe, settled);
    values.find(quoted);
    return values.breaking;
  }

  private void find(Collection<YamlScalar> quoted) {
    List<Integer> checked =
        settled.insertions().stream().map(Insertion::index).filter(probe::isChecked).toList();
    List<Integer> suspects =
        checked.stream()
            .filter(index -> !HARMLESS.matcher(probe.values().get(index).value()).matches())
            .toList();
    inSmallDocuments(
        suspects.stream()
            .filter(index -> probe.scalar(index).filter(each -> !quoted.contains(each)).isPresent())
            .toList());
    List<Integer> others = suspects.stream().filter(index -> !breaking.contains(index)).toList();
    byHalves(others);
    if (breaking.isEmpty()) {
      lastOfShortestBeginning(checked);
    }
  }

  /** Values that break the smallest document that writes their scalar in the same way. */
  private void inSmallDocuments(List<Integer> suspects) {
    Map<YamlScalar, List<Integer>> byScalar = new LinkedHashMap<>();
    for (int index : suspects) {
      YamlScalar scalar = probe.scalar(index).orElseThrow();
      byScalar.computeIfAbsent(scalar, any -> new ArrayList<>()).add(index);
    }
    byScalar.forEach(
        (scalar, indexes) -> {
          List<Integer> alone = indexes.stream().filter(index -> breaks(scalar, index)).toList();
          breaking.addAll(alone);
          if (alone.isEmpty() && indexes.size() > 1 && breaksTogether(scalar, indexes)) {
            breaking.add(indexes.get(indexes.size() - 1));
          }
        });
  }

  private boolean breaks(YamlScalar scalar, int index) {
    String value = probe.values().get(index).value();
    return switch (scalar.style()) {
      case PLAIN ->
          isOneLine(scalar) && !isRead(index, probe.tokens().only(scalar.text(), index, value));
      case SINGLE_QUOTED -> !isRead(index, "'" + value + "'", value);
      case DOUBLE_QUOTED -> !isRead(index, "\"" + value + "\"", value);
      default -> false;
    };
  }

  private boolean breaksTogether(YamlScalar scalar, List<Integer> indexes) {
    return scalar.plain()
        && isOneLine(scalar)
        && !isRead(indexes.get(0), probe.valued(scalar.text()));
  }

  private static boolean isOneLine(YamlScalar scalar) {
    return scalar.text().indexOf('\n') < 0;
  }

  private boolean isRead(int index, String text) {
    return isRead(index, text, text);
  }

  /** Whether a scalar as it is written where a value stands is read as a text. */
  private boolean isRead(int index, String written, String text) {
    boolean flow = probe.isJson() || probe.spot(index).filter(Probe.Spot::flow).isPresent();
    String key = probe.isJson() ? "\"k\": " : "k: ";
    String document = flow ? "{" + key + written + "}" : key + written;
    try {
      List<YamlNode> documents = Yaml.documents("", (probe.isJson() ? "" : "\n") + document + "\n");
      return documents.size() == 1
          && documents.get(0) instanceof YamlMap map
          && map.entries().size() == 1
          && map.get("k").orElse(null) instanceof YamlScalar scalar
          && scalar.text().equals(text);
    } catch (DeployException e) {
      return false;
    }
  }

  private void byHalves(List<Integer> suspects) {
    if (suspects.isEmpty() || --questions < 0 || !breaks(suspects)) {
      return;
    }
    int half = suspects.size() / 2;
    if (half == 0) {
      breaking.add(suspects.get(0));
    } else {
      byHalves(suspects.subList(0, half));
      byHalves(suspects.subList(half, suspects.size()));
    }
  }

  /** For values that break the document only together. */
  private void lastOfShortestBeginning(List<Integer> checked) {
    int sound = 0;
    int broken = checked.size();
    while (broken - sound > 1) {
      int middle = (sound + broken) >>> 1;
      if (breaks(checked.subList(0, middle))) {
        broken = middle;
      } else {
        sound = middle;
      }
    }
    if (!checked.isEmpty()) {
      breaking.add(checked.get(broken - 1));
    }
  }

  /** Whether the document is another one with some of the values in it, and words for the rest. */
  private boolean breaks(Collection<Integer> some) {
    Set<Integer> put = new HashSet<>(some);
    return !probe.matches(probe.withOnly(settled, put::contains), put::contains);
  }
}
