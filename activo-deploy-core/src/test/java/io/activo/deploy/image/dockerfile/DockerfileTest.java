package io.activo.deploy.image.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.Corpus;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

  @Test
  void readsDirectivesStagesAndLinesThatGoOn() {
    Dockerfile file =
        read(
            "# escape=`\n# syntax=x/y\nARG V=1\nFROM a AS One\nRUN b `\n# c\n  d\nfrom one\nCMD e");
    assertEquals(Map.of("escape", "`", "syntax", "x/y"), file.directives());
    assertEquals("V=1", file.globals().get(0).arguments());
    Instruction run = file.stages().get(0).instructions().get(0);
    assertEquals(new Instruction("RUN", "b   d", 5, 7, List.of(), '`'), run);
    assertEquals(Optional.of("one"), file.stages().get(0).name());
    assertEquals("one", file.stages().get(1).base());
  }

  @Test
  void readsPastHereDocuments() {
    Dockerfile file = read("FROM a\nRUN <<EOF cat\nFROM b\nEOF\nCOPY <<-\"X\" /x\nY\n\tX\nCMD c\n");
    assertEquals(
        List.of("FROM", "RUN", "COPY", "CMD"),
        file.instructions().stream().map(Instruction::keyword).toList());
    assertEquals(4, file.instructions().get(1).lastLine());
  }

  @Test
  void namesTheNearestStage() {
    Dockerfile file = read("FROM a AS build\nFROM b AS runtime\n");
    assertTrue(file.targetProblem("BUILD", Place.nowhere()).isEmpty());
    assertTrue(file.targetProblem("1", Place.nowhere()).isEmpty());
    Problem problem = file.targetProblem("runtme", Place.of("target")).orElseThrow();
    assertEquals(
        "target: there is no stage 'runtme' in Dockerfile; did you mean 'runtime'?",
        problem.toString());
  }

  @Test
  void findsTheImagesThatAreNeeded() {
    Dockerfile file =
        read(
            """
            ARG V=1
            ARG I=node:${V}
            FROM $I AS build
            FROM build
            FROM "x.io/b:$V"
            COPY --from=build a /
            COPY --from=nginx:2 a /
            COPY --from=0 a /
            RUN --mount=type=bind,from=tool:3,target=/t x
            FROM scratch
            FROM ${
            """);
    assertEquals(
        List.of("node:1", "x.io/b:1", "nginx:2", "tool:3"),
        file.baseImages(Map.of()).stream().map(ImageReference::toString).toList());
    assertTrue(file.baseImages(Map.of("V", "8")).contains(ImageReference.parse("node:8")));
  }

  @Test
  void refusesArgumentsThatNoArgDeclares() {
    ArgCheck check = new ArgCheck(read("ARG A\nFROM a\nARG VERSION=1 B\n"), Place::of);
    Map<String, String> good = Map.of("A", "", "B", "", "http_proxy", "", "NO_PROXY", "");
    assertEquals(List.of(), check.problems(good));
    assertEquals(
        List.of(
            "TARGETPLATFORM: no ARG of Dockerfile declares the build argument 'TARGETPLATFORM'; "
                + "declare it there, or leave it out",
            "VERSON: no ARG of Dockerfile declares the build argument 'VERSON'; "
                + "did you mean 'VERSION'?"),
        texts(check.problems(Map.of("VERSON", "1", "TARGETPLATFORM", "x"))));
  }

  @Test
  void warnsOfArgumentsThatLookLikeSecrets() {
    ArgCheck check =
        new ArgCheck(read("FROM a\nARG NPM_TOKEN\nARG U=https://me:pass-word@x.io/\n"), Place::of);
    Map<String, String> given =
        Map.of(
            "NPM_TOKEN", "MARKER",
            "K", "-----BEGIN RSA PRIVATE KEY-----MARKER",
            "T", "aB3" + "xY7MARKER".repeat(5),
            "COMMIT", "4f1c09d2".repeat(5),
            "V", "1.2.3");
    List<String> warnings = texts(check.warnings(given));
    assertEquals(
        List.of("K", "NPM_TOKEN", "T", "Dockerfile:3:1"),
        warnings.stream().map(text -> text.substring(0, text.indexOf(": "))).toList());
    assertFalse(warnings.toString().matches("(?s).*(MARKER|pass-word).*"), warnings.toString());
  }

  @Test
  void findsNothingThatOnlyBuildKitKnowsInWhatTheClassicBuilderBuilds() throws Exception {
    new Corpus("dockerfile/offline-builds/cases.jsonl")
        .judge(
            Map.of(),
            row -> {
              List<Problem> found = new BuildKitFeatures(read(row.text("dockerfile"))).problems();
              return found.isEmpty() ? Optional.empty() : Optional.of(found.toString());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN <<EOF\nx\nEOF",
        "RUN --mount=type=cache,target=/c x",
        "RUN --network=none x",
        "RUN --security=insecure x",
        "COPY --link a /",
        "COPY --parents a /",
        "COPY --exclude=b a /",
        "COPY --chmod=755 a /",
        "ADD --checksum=sha256:0 http://x/y /",
        "ONBUILD RUN --mount=type=cache,target=/c x",
      })
  void findsWhatOnlyBuildKitKnows(String instruction) {
    List<Problem> found = new BuildKitFeatures(read("FROM a\n" + instruction)).problems();
    assertEquals(1, found.size(), found.toString());
    assertEquals(Place.in("Dockerfile", 2, 1), found.get(0).where());
  }

  @Test
  void tellsWhatHerokuDoesNotDo() {
    Dockerfile file =
        read(
            """
            FROM a AS base
            VOLUME /v
            FROM b AS other
            STOPSIGNAL 9
            FROM base
            EXPOSE 80
            CMD ["node", "a.js"]
            """);
    assertEquals(
        List.of("2 VOLUME", "5 curl,", "6 EXPOSE", "7 $PORT,"),
        HerokuLint.warnings(file).stream()
            .map(
                problem ->
                    problem.where().toString().split(":", -1)[1]
                        + " "
                        + problem.what().replaceAll(".*?(VOLUME|EXPOSE|curl,|\\$PORT,).*", "$1"))
            .sorted()
            .collect(Collectors.toList()));
    assertEquals(
        List.of(),
        HerokuLint.warnings(read("FROM a\nRUN apk add curl\nCMD serve --port ${PORT}\n")));
    assertTrue(
        HerokuLint.warnings(read("FROM a\nRUN apk add curl\n")).get(0).what().contains("no CMD"));
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }

  private static Dockerfile read(String text) {
    return Dockerfile.parse("Dockerfile", text);
  }
}
