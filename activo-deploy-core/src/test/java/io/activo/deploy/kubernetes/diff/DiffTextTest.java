package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.Golden;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.ObjectDiff.Kind;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiffTextTest {
  private static final Problem IMMUTABLE =
      Problem.of(
              "the cluster does not accept Deployment web in namespace n",
              Place.in("deploy/web.yml", 1, 1),
              "correct the fields named below")
          .withDetail(List.of("spec.selector: field is immutable"));

  @Test
  void showsEachKindOfDifference() {
    Diff diff =
        diff(
            object("new", Kind.CREATED, List.of("a warning"), change("data.a", null, "1")),
            object(
                "moved",
                Kind.CHANGED,
                List.of("spec.replicas is left to kubectl"),
                change("spec.a", "1", "2"),
                change("spec.b", null, "x"),
                change("spec.c", "y", null),
                change("data[app.conf]", "one\ntwo\n", "one\nthree\n"),
                change("data[new.conf]", null, "one\ntwo\n")),
            object("same", Kind.UNCHANGED, List.of()),
            object("warned", Kind.UNCHANGED, List.of("v1 Thing is deprecated")),
            object(
                "job",
                Kind.REPLACED,
                List.of("spec.template is immutable"),
                change("spec.d", "1", "2")),
            failed("web", Kind.REFUSED, IMMUTABLE),
            failed("a", Kind.UNKNOWN, Problem.of("user 'u' may not get things", "bind a role")),
            failed("b", Kind.UNKNOWN, Problem.of("user 'u' may not get things", "bind a role")),
            failed("c", Kind.UNKNOWN, Problem.of("user 'u' may not patch things", "bind a role")));
    Golden.assertGolden("diff.txt", String.join("\n", DiffText.lines(diff, false)) + "\n");
    Golden.assertGolden("diff-full.txt", String.join("\n", DiffText.lines(diff, true)) + "\n");
    assertEquals(List.of(IMMUTABLE), diff.refusals());
  }

  @Test
  void aReasonThatRefusesManyObjectsIsToldOnceUnlessAllIsAskedFor() {
    Problem full = Problem.of("ResourceQuota 'none' leaves no room", "");
    Diff diff =
        diff(
            failed("a", Kind.REFUSED, full),
            failed("b", Kind.REFUSED, full),
            failed("web", Kind.REFUSED, IMMUTABLE));
    assertEquals(
        List.of(
            "! Thing a  (deploy/a.yml:1:1)",
            "    ResourceQuota 'none' leaves no room",
            "        the same for Thing b (deploy/b.yml:1:1)",
            "! Thing web  (deploy/web.yml:1:1)"),
        DiffText.lines(diff, false).subList(0, 4));
    assertEquals(
        3, DiffText.lines(diff, true).stream().filter(line -> line.startsWith("!")).count());
  }

  @Test
  void cutsWhatIsLongUnlessAllIsAskedFor() {
    FieldChange[] many =
        IntStream.range(0, 70)
            .mapToObj(i -> change("spec.f" + i, "1", "2"))
            .toArray(FieldChange[]::new);
    Diff diff = diff(object("big", Kind.CHANGED, List.of(), many));
    List<String> cut = DiffText.lines(diff, false);
    assertEquals("    … and 10 more lines", cut.get(cut.size() - 2));
    assertEquals(72, DiffText.lines(diff, true).size());
  }

  @Test
  void namesTheFirstOfManyObjectsThatCannotBeTold() {
    Problem problem = Problem.of("user 'u' may not get things", "");
    Stream<ObjectDiff> many =
        IntStream.range(0, 300).mapToObj(i -> failed("o" + i, Kind.UNKNOWN, problem));
    Diff diff =
        diff(
            Stream.concat(Stream.of(object("same", Kind.UNCHANGED, List.of())), many)
                .toArray(ObjectDiff[]::new));
    assertEquals(
        List.of(
            "? cannot tell for Thing o0, Thing o1, Thing o2, Thing o3, Thing o4, Thing o5, Thing o6,"
                + " Thing o7 and 292 more: user 'u' may not get things",
            "0 created, 0 changed, 1 unchanged, 0 replaced, 0 pruned, 300 unknown"),
        DiffText.lines(diff, false));
  }

  private static Diff diff(ObjectDiff... objects) {
    return new Diff(List.of(objects), LiveStates.none());
  }

  private static FieldChange change(String path, @Nullable String before, @Nullable String after) {
    return new FieldChange(path, Optional.ofNullable(before), Optional.ofNullable(after));
  }

  private static ObjectDiff object(
      String name, Kind kind, List<String> remarks, FieldChange... changes) {
    return new ObjectDiff(
        ref(name), place(name), kind, List.of(changes), remarks, Optional.empty());
  }

  private static ObjectDiff failed(String name, Kind kind, Problem problem) {
    return new ObjectDiff(ref(name), place(name), kind, List.of(), List.of(), Optional.of(problem));
  }

  private static ObjectRef ref(String name) {
    return new ObjectRef("v1", "Thing", "n", name);
  }

  private static Place.InText place(String name) {
    return Place.in("deploy/" + name + ".yml", 1, 1);
  }
}
