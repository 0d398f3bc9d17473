package io.activo.deploy.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The site's page of keys says what the table of keys says. {@code -Dactivo.golden.write} writes
 * the page instead of comparing it.
 */
class DescriptionPageTest {
  private static final Path PAGE = Path.of("../src/site/markdown/description.md");
  private static final String BEGIN = "<!-- keys: written by DescriptionPageTest -->\n";
  private static final String END = "<!-- end of keys -->\n";

  @Test
  void thePageHoldsTheTableOfKeys() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertTrue(page.contains(BEGIN) && to >= from, "the two marks stand in " + PAGE);
    String keys = new Rendering().page();
    if (System.getProperty("activo.golden.write") != null) {
      Files.writeString(PAGE, page.substring(0, from) + keys + page.substring(to));
    } else {
      assertEquals(keys, page.substring(from, to), "run this test with -Dactivo.golden.write");
    }
  }

  /** The table as Markdown: what is here, then the names of what is not. */
  private static final class Rendering {
    private final Shape.Group root = KeyTable.root();
    private final List<String> rows = new ArrayList<>();
    private final Map<String, List<String>> later = new LinkedHashMap<>();

    String page() {
      rows("", root.keys());
      StringBuilder page = new StringBuilder("\n| key | value | meaning |\n|---|---|---|\n");
      rows.forEach(page::append);
      page.append("\n## Keys of later versions\n\n");
      page.append("These are known by name and refused: \"not in this version\".\n\n");
      later.forEach(
          (parent, names) ->
              page.append("- ").append(parent).append(": ").append(code(names)).append('\n'));
      return page.append('\n').toString();
    }

    private void rows(String parent, List<Key> keys) {
      for (Key key : keys) {
        if (!key.with().isHere()) {
          later.computeIfAbsent(title(parent), any -> new ArrayList<>()).add(key.name());
        }
      }
      keys.stream().filter(key -> key.with().isHere()).forEach(key -> add(parent, key));
    }

    private void add(String parent, Key key) {
      rows.add(row(parent + key.name(), key));
      below(parent + key.name(), key.shape());
    }

    private void below(String path, Shape shape) {
      if (shape instanceof Shape.Group group) {
        rows(path + ".", path.startsWith("environments") ? own(group) : group.keys());
      } else if (shape instanceof Shape.Named named) {
        below(path + ".NAME", named.value());
      } else if (shape instanceof Shape.Items items) {
        below(path + "[]", items.item());
      } else if (shape instanceof Shape.Either either) {
        either.shapes().forEach(each -> below(path, each));
      }
    }

    /** The keys that stand only in an environment; the others stand in the table already. */
    private List<Key> own(Shape.Group environment) {
      return environment.keys().stream().filter(key -> !root.keys().contains(key)).toList();
    }

    private static String row(String path, Key key) {
      return String.join(" | ", "| `" + path + "`", cell(key.shape().title()), cell(key.meaning()))
          + " |\n";
    }

    /** A bar would end the cell, a star might begin emphasis. */
    private static String cell(String text) {
      return text.replace("|", "\\|").replace("*", "\\*");
    }

    private static String title(String parent) {
      return parent.isEmpty() ? "at the top" : "`" + parent.substring(0, parent.length() - 1) + "`";
    }

    private static String code(List<String> names) {
      return "`" + String.join("`, `", names) + "`";
    }
  }
}
