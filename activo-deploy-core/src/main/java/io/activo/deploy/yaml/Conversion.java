package io.activo.deploy.yaml;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** SnakeYAML's nodes as ours: aliases written out, merge keys resolved, tags judged. */
final class Conversion {
  /** How many nodes aliases may repeat; a document of that many is an attack or a mistake. */
  private static final int REPEATED_NODES = 100_000;

  private final Composition composition;
  private final ScalarConversion scalars;
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int repeated;

  Conversion(Composition composition, String text) {
    this.composition = composition;
    this.scalars = new ScalarConversion(composition, text);
  }

  YamlNode convert(Node node) {
    if (node instanceof ScalarNode scalar) {
      countRepetition(node);
      return scalars.convert(scalar);
    }
    if (!open.add(node)) {
      throw refused(node, "an anchor contains itself");
    }
    countRepetition(node);
    YamlNode converted = node instanceof MappingNode map ? map(map) : list((SequenceNode) node);
    open.remove(node);
    return converted;
  }

  private void countRepetition(Node node) {
    if (!seen.add(node) && ++repeated > REPEATED_NODES) {
      throw refused(node, "aliases repeat more than " + REPEATED_NODES + " nodes");
    }
  }

  private YamlNode list(SequenceNode node) {
    return new YamlNode.YamlList(
        composition.place(node.getStartMark()),
        node.getValue().stream().map(this::convert).toList());
  }

  private YamlNode.YamlMap map(MappingNode node) {
    List<Entry> own = new ArrayList<>();
    List<Entry> merged = new ArrayList<>();
    boolean inPlace = composition.merge() == Composition.Merge.LAST_WRITTEN_WINS;
    for (NodeTuple tuple : node.getValue()) {
      if (isMergeKey(tuple.getKeyNode())) {
        (inPlace ? own : merged).addAll(mergedEntries(tuple.getValueNode()));
      } else {
        own.add(new Entry(key(tuple.getKeyNode()), convert(tuple.getValueNode())));
      }
    }
    Set<String> taken = own.stream().map(e -> e.key().text()).collect(Collectors.toSet());
    merged.stream().filter(entry -> taken.add(entry.key().text())).forEach(own::add);
    return new YamlNode.YamlMap(composition.place(node.getStartMark()), own);
  }

  private static boolean isMergeKey(Node key) {
    return key instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().equals("<<");
  }

  /** Of several maps in a list the first that has a key gives it. */
  private List<Entry> mergedEntries(Node value) {
    YamlNode converted = convert(value);
    if (converted instanceof YamlNode.YamlMap map) {
      return map.entries();
    }
    if (converted instanceof YamlNode.YamlList list
        && list.items().stream().allMatch(YamlNode.YamlMap.class::isInstance)) {
      List<Entry> entries = new ArrayList<>();
      for (YamlNode item : list.items()) {
        Set<String> taken = entries.stream().map(e -> e.key().text()).collect(Collectors.toSet());
        ((YamlNode.YamlMap) item)
            .entries().stream()
                .filter(entry -> !taken.contains(entry.key().text()))
                .forEach(entries::add);
      }
      return entries;
    }
    throw refused(value, "a merge key '<<' needs a map or a list of maps");
  }

  private YamlScalar key(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalars.convert(scalar);
    }
    throw refused(node, "a key must be text");
  }

  private DeployException refused(Node node, String what) {
    return new DeployException(Problem.of(what, composition.place(node.getStartMark()), ""));
  }
}
