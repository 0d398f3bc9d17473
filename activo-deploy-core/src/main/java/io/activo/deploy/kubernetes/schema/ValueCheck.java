package io.activo.deploy.kubernetes.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The questions that the checks of single kinds ask of fields; each tells what is wrong. */
record ValueCheck(Found found) {
  private static final int MAX_PORT = 65535;

  /** A wrong value. */
  void refuse(Field field, String what, String fix) {
    refuse(field, SchemaRule.WRONG_VALUE, what, fix);
  }

  void refuse(Field field, SchemaRule rule, String what, String fix) {
    if (!found.hasAt(field.path())) {
      found.error(field.path(), rule, field.path() + " " + what, fix);
    }
  }

  /** Something must stand there. */
  void written(Field field) {
    if (field.isEmpty()) {
      String what = field.isWritten() ? "is empty" : "is missing";
      refuse(field, SchemaRule.MISSING_FIELD, what, "add it");
    }
  }

  /** Something must stand there, if the field of a map does. */
  void written(Field field, Field map, String key) {
    if (map.child(key).isWritten()) {
      written(field);
    }
  }

  /** Nothing may stand there. */
  void absent(Field field, String why) {
    if (field.isWritten()) {
      refuse(field, "cannot stand there: " + why, "remove it");
    }
  }

  void atLeast(Field field, long least) {
    if (field.numberOr(least) < least) {
      refuse(field, "must be at least " + least, "");
    }
  }

  void between(Field field, long least, long most) {
    long number = field.numberOr(least);
    if (number < least || number > most) {
      refuse(field, "must be from " + least + " to " + most, "");
    }
  }

  void port(Field field) {
    long port = field.numberOr(1);
    if (port < 1 || port > MAX_PORT) {
      refuse(field, "must be a port from 1 to 65535, and is " + port, "");
    }
  }

  /** A number of a port, or its name. */
  void portOrName(Field field) {
    port(field);
    field.text().ifPresent(name -> name(field, Names.PORT_NAME));
  }

  void name(Field field, Names.Syntax syntax) {
    field
        .text()
        .flatMap(syntax::wanted)
        .ifPresent(
            wanted ->
                refuse(
                    field,
                    SchemaRule.BAD_NAME,
                    "cannot be " + found.shown(field.textOr("")),
                    "use " + wanted));
  }

  /** The keys of a map. */
  void keys(Field map, Names.Syntax syntax) {
    for (Field entry : map.children()) {
      syntax
          .wanted(entry.key())
          .ifPresent(
              wanted ->
                  found.error(
                      entry.path(),
                      SchemaRule.BAD_NAME,
                      map.path() + " cannot have a key '" + entry.key() + "'",
                      "use " + wanted));
    }
  }

  /** A name and a value for each label. */
  void labels(Field labels) {
    keys(labels, Names.QUALIFIED);
    labels.children().forEach(label -> name(label, Names.LABEL_VALUE));
  }

  /** Whether a text is one of several; an absent or empty one counts as the default. */
  void oneOf(Field field, List<String> allowed) {
    boolean isListed = field.isEmpty() || field.text().filter(allowed::contains).isPresent();
    if (!isListed && !found.hasAt(field.path())) {
      found.unlisted(field.path(), field.value(), allowed);
    }
  }

  /** Each item has another text in a field; empty texts do not count. */
  void unique(List<Field> items, String key) {
    Set<String> seen = new HashSet<>();
    for (Field item : items) {
      Field name = item.child(key);
      Optional<String> text = name.text().filter(t -> !t.isEmpty());
      if (text.isPresent() && !seen.add(text.orElseThrow()) && !found.hasAt(item.path())) {
        String what = "has the " + key + " " + text.orElseThrow() + " of another one";
        refuse(name, SchemaRule.DUPLICATE_KEY, what, "give it another");
      }
    }
  }

  /** Exactly one of the fields of a map is written. */
  void exactlyOne(Field map, Set<String> keys) {
    List<String> written = map.children().stream().map(Field::key).filter(keys::contains).toList();
    if (map.isWritten() && written.size() != 1) {
      String some = keys.stream().sorted().limit(6).collect(Collectors.joining(", "));
      refuse(
          map,
          written.isEmpty()
              ? "needs one of " + some + (keys.size() > 6 ? ", …" : "")
              : "can have only one of " + String.join(", ", written),
          "");
    }
  }

  /** The selector of a workload: it must select something, and well-formed labels. */
  void selector(Field selector) {
    labels(selector.child("matchLabels"));
    for (Field rule : selector.child("matchExpressions").items()) {
      name(rule.child("key"), Names.QUALIFIED);
      boolean takesValues = List.of("In", "NotIn").contains(rule.child("operator").textOr(""));
      if (takesValues) {
        written(rule.child("values"));
      } else if (!rule.child("values").isEmpty()) {
        absent(rule.child("values"), "the operator takes none");
      }
      oneOf(rule.child("operator"), List.of("In", "NotIn", "Exists", "DoesNotExist"));
    }
  }

  /** A number, or a share of at most 100 percent. */
  void partialShare(Field field) {
    share(field);
    if (field.textOr("").matches("\\d{4,9}%|[2-9]\\d\\d%|1(?!00%)\\d\\d%")) {
      refuse(field, "is more than 100%", "");
    }
  }

  /** A share in percent or a number that is not negative. */
  void share(Field field) {
    atLeast(field, 0);
    field
        .text()
        .filter(text -> !text.matches("\\d{1,9}%"))
        .ifPresent(text -> refuse(field, "must be a number or a percentage", "write 25%"));
  }
}
