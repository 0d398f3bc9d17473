package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.FieldConflict;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Conflicts as a table, and below it the description's lines that settle them. */
final class ConflictTable {
  private static final List<String> HEAD = List.of("field", "manager", "theirs", "ours", "since");

  /**
   * A line of the table.
   *
   * @param written the field as a description writes it
   * @param theirs the value that the object has, as it may be shown
   * @param ours the value that the manifest has, as it may be shown
   * @param since when the manager wrote last; empty where it is not known
   */
  record Row(FieldConflict conflict, String written, String theirs, String ours, String since) {}

  private ConflictTable() {}

  static List<String> lines(ObjectRef ref, List<Row> rows) {
    List<String> lines = new ArrayList<>(table(rows));
    lines.add("to take them, write in the description (or leave, to keep theirs):");
    lines.add("  kubernetes:");
    lines.add("    conflicts:");
    rows.stream()
        .map(row -> "      " + key(ref.kind() + "/" + ref.name() + "/" + row.written()) + ": take")
        .distinct()
        .forEach(lines::add);
    return lines;
  }

  private static List<String> table(List<Row> rows) {
    List<List<String>> cells =
        Stream.concat(Stream.of(HEAD), rows.stream().map(ConflictTable::cells)).toList();
    List<Integer> widths =
        IntStream.range(0, HEAD.size())
            .mapToObj(
                column -> cells.stream().mapToInt(c -> c.get(column).length()).max().orElse(0))
            .toList();
    return cells.stream().map(line -> line(line, widths)).toList();
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.conflict().field(),
        row.conflict().manager(),
        row.theirs(),
        row.ours(),
        row.since().isEmpty() ? "-" : row.since());
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).append(" ".repeat(widths.get(i) - cells.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }

  /** A key of YAML that is read as it stands, else in quotes. */
  private static String key(String text) {
    boolean plain = !text.contains(": ") && !text.contains(" #") && !text.endsWith(":");
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }
}
