package io.activo.deploy.kubernetes.ownership;

import static java.util.Comparator.comparing;

import io.activo.deploy.kubernetes.FieldConflict;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.disclosure.ShownValues;
import io.activo.deploy.kubernetes.ownership.ConflictRules.Choice;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The conflicts that an apply met, and what is done about each.
 *
 * @param manifest what was sent
 * @param live the object as it lives, if it may be read
 */
record Conflicts(
    Manifest manifest, Optional<LiveObject> live, Choices choices, List<FieldConflict> found) {
  /** From these an object is taken over without asking. */
  private static final Set<String> AUTOMATIC =
      Set.of("kubectl-client-side-apply", "helm", "before-first-apply", HandOver.SCALING);

  /** The hand-over tells of these by itself. */
  private static final Set<String> HANDED_OVER =
      Set.of("kubectl-client-side-apply", "helm", HandOver.SCALING);

  private Choice choice(FieldConflict conflict) {
    Choice choice = field(conflict).map(choices::of).orElse(choices.otherwise());
    boolean asks = choice == Choice.FAIL && !AUTOMATIC.contains(conflict.manager());
    return asks || choice == Choice.LEAVE ? choice : Choice.TAKE;
  }

  private Optional<ManagedField> field(FieldConflict conflict) {
    return FieldText.read(conflict.field(), manifest.content());
  }

  private List<FieldConflict> all(Choice choice) {
    return found.stream()
        .filter(conflict -> choice(conflict) == choice)
        .sorted(comparing(FieldConflict::field).thenComparing(FieldConflict::manager))
        .toList();
  }

  /** Whether nothing may be written. */
  boolean fail() {
    return !all(Choice.FAIL).isEmpty();
  }

  /** Whether fields are taken. */
  boolean take() {
    return !all(Choice.TAKE).isEmpty();
  }

  /** The fields that are left to others. */
  FieldSet left() {
    return FieldSet.of(
        all(Choice.LEAVE).stream().map(this::field).flatMap(Optional::stream).toList());
  }

  /** What is taken from whom. */
  List<String> remarks() {
    return all(Choice.TAKE).stream()
        .filter(conflict -> live.isEmpty() || !HANDED_OVER.contains(conflict.manager()))
        .map(conflict -> conflict.field() + " taken from " + conflict.manager())
        .toList();
  }

  /** Who owns what, and the choices. */
  Problem problem(ShownValues shown) {
    List<FieldConflict> failing = all(Choice.FAIL);
    long fields = failing.stream().map(FieldConflict::field).distinct().count();
    String what =
        fields == 1
            ? "a field of " + manifest.ref() + " belongs to another manager"
            : fields + " fields of " + manifest.ref() + " belong to other managers";
    return Problem.of(
            what,
            place(failing),
            "leave what is not yours out of the manifest, or say who decides: see below")
        .withDetail(
            ConflictTable.lines(
                manifest.ref(), failing.stream().map(conflict -> row(conflict, shown)).toList()));
  }

  private Place place(List<FieldConflict> failing) {
    return failing.size() == 1 ? place(failing.get(0)) : manifest.place();
  }

  private Place place(FieldConflict conflict) {
    return field(conflict)
        .flatMap(field -> field.in(manifest.content()))
        .map(manifest::placeOf)
        .orElse(manifest.place());
  }

  private ConflictTable.Row row(FieldConflict conflict, ShownValues shown) {
    Optional<ManagedField> field = field(conflict);
    String since =
        live.map(Manager::of).orElse(List.of()).stream()
            .filter(manager -> manager.toString().equals(conflict.manager()))
            .filter(manager -> field.map(manager.fields()::has).orElse(true))
            .map(Manager::time)
            .findFirst()
            .orElse("");
    return new ConflictTable.Row(
        conflict,
        field.map(ManagedField::written).orElse(conflict.field()),
        field.flatMap(one -> live.map(object -> one.shown(object.content(), shown))).orElse("-"),
        field.map(one -> one.shown(manifest.content(), shown)).orElse("-"),
        since);
  }
}
