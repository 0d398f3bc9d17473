package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.template.Insertion;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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

  /** How many are looked for in the whole document: whoever has more mends these first. */
  private static final int MOST = 20;

  private final Probe probe;
  private final Rendered settled;
  private final Set<Integer> breaking = new TreeSet<>();

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
    suspects.stream()
        .filter(index -> probe.scalar(index).filter(quoted::contains).isEmpty())
        .filter(this::breaksAlone)
        .forEach(breaking::add);
    List<Integer> others = suspects.stream().filter(index -> !breaking.contains(index)).toList();
    byHalves(others);
    if (breaking.isEmpty()) {
      lastOfShortestBeginning(checked);
    }
  }

  /** Whether the value breaks the smallest document that writes its scalar in the same way. */
  private boolean breaksAlone(int index) {
    YamlScalar scalar = probe.scalar(index).orElse(null);
    if (scalar == null || probe.isJson()) {
      return false;
    }
    String value = probe.values().get(index).value();
    return switch (scalar.style()) {
      case PLAIN -> {
        String alone = probe.tokens().only(scalar.text(), index, value);
        yield isOneLine(scalar.text()) && !isRead(alone, alone);
      }
      case SINGLE_QUOTED -> !isRead("'" + value + "'", value);
      case DOUBLE_QUOTED -> !isRead("\"" + value + "\"", value);
      default -> false;
    };
  }

  private static boolean isOneLine(String text) {
    return text.indexOf('\n') < 0;
  }

  private static boolean isRead(String written, String text) {
    try {
      List<YamlNode> documents = Yaml.documents("", "k: " + written + "\n");
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
    if (suspects.isEmpty() || breaking.size() >= MOST || !breaks(suspects)) {
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
