package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.LikeProblems.OfObject;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikeProblemsTest {

  /** In the words of the API server of Kubernetes 1.34. */
  private static OfObject down(String kind, String name, int line) {
    ObjectRef ref = new ObjectRef("v1", kind, "shop", name);
    Problem problem =
        Problem.of(
                "the cluster refused " + ref + " in namespace shop (500)",
                Place.in("all.yml", line, 1),
                "check that the service of this webhook runs")
            .withDetail(
                List.of("Internal error occurred: failed calling webhook \"web.example.org\""));
    return new OfObject(ref, Place.in("all.yml", line, 1), problem);
  }

  private static OfObject full(String name, String requested) {
    ObjectRef ref = new ObjectRef("v1", "Pod", "shop", name);
    Place place = Place.in("pods.yml", 1, 1);
    Problem problem =
        Problem.of("ResourceQuota 'q' leaves no room for " + ref, place, "raise the quota")
            .withDetail(List.of("pods \"" + name + "\" is forbidden", "requested: " + requested));
    return new OfObject(ref, place, problem);
  }

  private static List<String> told(Stream<OfObject> all) {
    return LikeProblems.once(all.toList()).stream().map(one -> one.problem().toString()).toList();
  }

  @Test
  void aReasonOfManyObjectsIsToldOnceWithTheFirstNames() {
    Stream<OfObject> all =
        IntStream.rangeClosed(1, 200)
            .mapToObj(i -> down(i % 2 == 0 ? "Secret" : "ConfigMap", "c" + i, i));
    assertEquals(
        List.of(
            """
            all.yml:1:1: the cluster refused ConfigMap c1 in namespace shop (500); check that the \
            service of this webhook runs
                Internal error occurred: failed calling webhook "web.example.org"
                the same for Secret c2 (all.yml:2:1), ConfigMap c3 (all.yml:3:1), Secret c4 \
            (all.yml:4:1), ConfigMap c5 (all.yml:5:1), Secret c6 (all.yml:6:1), ConfigMap c7 \
            (all.yml:7:1), Secret c8 (all.yml:8:1), ConfigMap c9 (all.yml:9:1) and 191 more"""),
        told(all));
  }

  @Test
  void anotherReasonIsAnotherProblem() {
    List<String> told =
        told(
            Stream.of(
                full("a", "cpu=1"),
                down("ConfigMap", "c", 1),
                full("b", "cpu=1"),
                full("d", "cpu=2")));
    assertEquals(
        List.of(
            """
            pods.yml:1:1: ResourceQuota 'q' leaves no room for Pod a; raise the quota
                pods "a" is forbidden
                requested: cpu=1
                the same for Pod b (pods.yml:1:1)""",
            """
            all.yml:1:1: the cluster refused ConfigMap c in namespace shop (500); check that the \
            service of this webhook runs
                Internal error occurred: failed calling webhook "web.example.org\"""",
            """
            pods.yml:1:1: ResourceQuota 'q' leaves no room for Pod d; raise the quota
                pods "d" is forbidden
                requested: cpu=2"""),
        told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NAME-a denied",
        "Invalid value: \"NAME\"",
        "services \"NAME\" not found",
        "cannot use the Secret NAME"
      })
  void aNameThatMayBeOfSomethingElseStays(String text) {
    assertEquals(2, told(Stream.of("web", "b").map(name -> named(name, text))).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no Pod NAME",
        "Pod \"NAME\" is invalid",
        "pods.example.org \"NAME\" is forbidden"
      })
  void anObjectsOwnNameIsNoDifference(String text) {
    assertEquals(1, told(Stream.of("web", "b").map(name -> named(name, text))).size());
  }

  @Test
  void theSameFaultTwiceInOneObjectIsToldTwice() {
    assertEquals(2, told(Stream.of(named("web", "denied"), named("web", "denied"))).size());
    assertEquals(
        2,
        told(Stream.of(
                named("web", "denied"),
                named("web", "denied"),
                named("b", "denied"),
                named("b", "denied")))
            .size());
  }

  private static OfObject named(String name, String text) {
    String what = text.replace("NAME", name);
    Place place = Place.in("a.yml", 1, 1);
    return new OfObject(new ObjectRef("v1", "Pod", "", name), place, Problem.of(what, place, ""));
  }
}
