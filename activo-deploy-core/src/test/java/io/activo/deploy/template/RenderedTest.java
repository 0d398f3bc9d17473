package io.activo.deploy.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the parts of a rendered text come from. */
class RenderedTest {
  private static final Variables VARIABLES =
      Variables.of(Map.of("LINES", "one\ntwo\nthree", "E", "", "A", "☃"));

  @Test
  void tellsThePlaceInTheTemplate() {
    Rendered rendered = rendered("\uFEFFa: $LINES é $A$E\nb: ${U:-x$A}!\n");
    assertEquals("\uFEFFa: one\ntwo\nthree é ☃\nb: x☃!\n", text(rendered));
    assertEquals("x.tpl:1:1", rendered.places().at(1, 1).toString());
    assertEquals("x.tpl:1:4", rendered.places().at(2, 2).toString(), "within a value");
    assertEquals("x.tpl:1:11", rendered.places().at(3, 7).toString(), "behind a value");
    assertEquals("x.tpl:1:13", rendered.places().at(3, 9).toString());
    assertEquals("x.tpl:2:9", rendered.places().at(4, 4).toString(), "in the word of a form");
    assertEquals("x.tpl:2:10", rendered.places().at(4, 5).toString());
    assertEquals("x.tpl:2:13", rendered.places().at(4, 6).toString(), "behind the form");
    assertEquals("x.tpl:1:1", rendered.places().at(1, 1).toString(), "backwards");
  }

  @Test
  void listsTheValuesAndTakesOthersInTheirPlace() {
    Rendered rendered = rendered("$A-${LINES}-$E-${U:-$A}");
    assertEquals(
        "[A at 0..3, LINES at 4..17, E at 18..18, A at 19..22]", rendered.insertions().toString());
    Rendered other = rendered.with(value -> value.index() + ":" + value.value().length());
    assertEquals("0:1-1:13-2:0-3:1", text(other));
    assertEquals("x.tpl:1:21", other.place(13).toString());
    assertFalse(rendered.insertions().toString().contains("one"), "values may be secrets");
  }

  @Test
  void keepsEmptyValuesApart() {
    Rendered rendered = rendered("$E$E-$E$A$E");
    assertEquals(
        "[E at 0..0, E at 0..0, E at 1..1, A at 1..4, E at 4..4]",
        rendered.insertions().toString());
    Rendered other = rendered.with(value -> Integer.toString(value.index()));
    assertEquals("01-234", text(other));
    assertEquals("-", text(other.with(value -> "")));
    assertEquals("01-234", text(other.with(value -> "").with(v -> Integer.toString(v.index()))));
  }

  @Test
  void showsTheLineOfTheTemplate() {
    Rendered rendered = rendered("a: 1\nb: $LINES c\n");
    assertEquals("[b: $LINES c,    ^]", rendered.excerpt(rendered.offset(3, 2)).toString());
  }

  @Test
  void isItselfWhereNothingIsATemplate() {
    Rendered verbatim = Rendered.verbatim("x", "a $A\nb".getBytes(UTF_8));
    assertEquals("a $A\nb", text(verbatim));
    assertEquals("x:2:1", verbatim.places().at(2, 1).toString());
  }

  private static Rendered rendered(String text) {
    return Template.read("x.tpl", text.getBytes(UTF_8), TemplateRules.of(Dialect.STRICT))
        .rendered(VARIABLES);
  }

  private static String text(Rendered rendered) {
    return new String(rendered.bytes(), UTF_8);
  }
}
