package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.disclosure.ShownValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the states of one object without what the cluster and its controllers write, and without
 * what the server is known to add by itself.
 *
 * @param defaults what the server adds to an object of its kind
 * @param sent what is sent for it
 */
record StateComparison(DefaultFields defaults, Map<String, Object> sent, ShownValues shown) {

  /**
   * What would change. Where nothing would but what nobody asked for, that is told: an object that
   * changes never seems to change by nothing.
   */
  List<FieldChange> changes(LiveObject before, LiveObject after) {
    ListKeys keys = ListKeys.of(before, after);
    List<FieldChange> changes =
        compared(keys, marked(before, Said.by(before)), marked(after, Said.in(sent, keys)));
    return changes.isEmpty()
        ? compared(keys, Noise.without(before), Noise.without(after))
        : changes;
  }

  private Map<String, Object> marked(LiveObject object, Said said) {
    return Unsaid.withMaps(defaults.marked(Noise.without(object), said), said);
  }

  /** The fields that are sent. */
  List<FieldChange> created() {
    return compared(ListKeys.of(), Map.of(), Noise.withoutName(sent));
  }

  /**
   * The fields of a new object.
   *
   * @param fields those that are sent, with the values that the cluster gives them, and behind them
   *     those that it adds by no known default
   * @param added how many it adds
   */
  record Creation(List<FieldChange> fields, int added) {
    Creation {
      fields = List.copyOf(fields);
    }

    /** What is to be said of it beside the fields. */
    List<String> remarks() {
      return added == 0 ? List.of() : List.of(added + " of them by the cluster");
    }
  }

  /** The fields of a new object as the cluster would have it. */
  Creation created(LiveObject after) {
    ListKeys keys = ListKeys.of(after);
    Map<String, Object> written = Noise.withoutName(sent);
    List<FieldChange> fields = new ArrayList<>(compared(keys, Map.of(), written));
    int sentFields = fields.size();
    compared(keys, written, Noise.withoutName(marked(after, Said.in(sent, keys)))).stream()
        .filter(change -> change.after().isPresent())
        .forEach(change -> put(fields, change));
    return new Creation(fields, fields.size() - sentFields);
  }

  /**
   * Gives a field that is sent its other value, or adds a field. The path alone does not tell which
   * one: where the cluster puts an item in front of a list, all others stand at other places.
   */
  private static void put(List<FieldChange> fields, FieldChange change) {
    FieldChange field = coming(change, change.after());
    int place = fields.indexOf(coming(change, change.before()));
    if (place < 0) {
      fields.add(field);
    } else {
      fields.set(place, field);
    }
  }

  private static FieldChange coming(FieldChange field, Optional<String> value) {
    return new FieldChange(field.path(), Optional.empty(), value);
  }

  private List<FieldChange> compared(
      ListKeys keys, Map<String, Object> before, Map<String, Object> after) {
    return new ObjectComparison(keys, shown).changes(before, after);
  }
}
