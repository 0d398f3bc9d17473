package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.LiveState;
import io.activo.deploy.kubernetes.diff.LiveStates;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.secret.KeyedDigest;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.step.ReleasedImages;
import io.activo.deploy.step.Step;
import io.activo.deploy.step.StepDescription;
import io.activo.deploy.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedPlanTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final String WEB =
      """
      {"apiVersion":"apps/v1","kind":"Deployment",
       "metadata":{"name":"web","namespace":"n"},"spec":{"replicas":1}}""";
  private static final String LOGIN =
      """
      {"apiVersion":"v1","kind":"Secret","metadata":{"name":"login","namespace":"n"},
       "stringData":{"password":"topsecret-value"}}""";
  private static final ObjectRef WEB_REF = manifest(WEB).ref();

  @TempDir Path folder;

  private record FakeStep(String verb, String what) implements Step {
    @Override
    public StepDescription describe() {
      return new StepDescription(verb, what, List.of());
    }

    @Override
    public StepResult run(Progress progress) {
      throw new AssertionError("a plan is not run");
    }
  }

  @Test
  void mayRunWhenItIsMadeAgain() {
    SavedPlan saved = saved(WEB, LOGIN);
    SavedPlan read = written(saved);
    assertEquals(TIME, read.making().time());
    assertEquals(List.of(), read.differences(plan("abc", "push", read.digest(), WEB, LOGIN)));
  }

  @Test
  void doesNotDependOnTheOrderOfKeys() {
    SavedPlan saved = saved(WEB);
    String other =
        """
        {"kind":"Deployment","spec":{"replicas":1},"apiVersion":"apps/v1",
         "metadata":{"namespace":"n","name":"web"}}""";
    assertEquals(List.of(), saved.differences(plan("abc", "push", saved.digest(), other)));
  }

  @Test
  void holdsNoSecretAndIsReadByItsOwnerAlone() throws IOException {
    Path file = folder.resolve("plan.json");
    saved(WEB, LOGIN).write(file);
    String text = Files.readString(file);
    assertFalse(text.contains("topsecret"), text);
    assertFalse(text.contains("replicas"), text);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void namesEverythingThatDiffers() {
    SavedPlan saved = saved(WEB, LOGIN);
    SavedPlan now =
        plan(
            "def",
            "build",
            saved.digest(),
            WEB.replace("1}", "2}"),
            LOGIN.replace("\"login\"", "\"other\""));
    assertDifferences(
        saved,
        now,
        "the revision differs: abc in the saved plan, def now",
        "step 1 (build) differs from the saved plan",
        "Deployment web in namespace n differs from the saved plan",
        "Secret login in namespace n is in the saved plan alone",
        "Secret other in namespace n is not in the saved plan");
  }

  @Test
  void namesAnotherPlaceAnotherVersionAndAnotherImage() {
    SavedPlan saved = saved(WEB);
    SavedPlan now =
        new SavedPlan(
            new SavedPlan.Subject("shop", "production", saved.subject().revision()),
            new SavedPlan.Making("2.0", TIME, Map.of("r/app:1", "sha256:b")),
            Map.of("cluster", "context other"),
            List.of(),
            saved.manifests(),
            Map.of(),
            saved.digest());
    assertDifferences(
        saved,
        now,
        "the environment differs: staging in the saved plan, production now",
        "the version of activo-deploy differs: 1.0 in the saved plan, 2.0 now",
        "the cluster differs: context staging in the saved plan, context other now",
        "the image r/app:1 differs: sha256:a in the saved plan, sha256:b now",
        "the saved plan has 1 steps, this one 0");
  }

  @ParameterizedTest
  @CsvSource({
    "absent, absent, ''",
    "u1 3 d1, u1 3 d1, ''",
    "u1 3 d1, u1 4 d1, ''",
    "unknown, u1 3 d1, ''",
    "absent, u1 1 d1, 'Deployment web in namespace n has been created in the cluster since'",
    "u1 3 d1, absent, 'Deployment web in namespace n has been deleted in the cluster since'",
    "u1 3 d1, u2 1 d1, 'Deployment web in namespace n has been deleted and created anew in the"
        + " cluster since'",
    "u1 3 d1, u1 4 d2, 'Deployment web in namespace n has changed in the cluster since (generation"
        + " 3, now 4)'",
    "u1 3 d1, u1 3 d2, 'Deployment web in namespace n has changed in the cluster since'",
    "u1 3 d1, unknown, 'the cluster does not tell whether Deployment web in namespace n is as it"
        + " was'",
  })
  void isRefusedWhenTheClusterMoved(String before, String after, String expected) {
    SavedPlan saved = written(withLive(saved(WEB), state(before)));
    SavedPlan now = withLive(saved, state(after));
    assertDifferences(saved, now, expected.isEmpty() ? new String[0] : new String[] {expected});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json | this is no saved plan: it is no JSON object",
        "[1] | this is no saved plan: it is no JSON object",
        "{\"a\":1} | this is no saved plan: it says no format",
        "{\"activo-saved-plan\":1} | this is no saved plan: a part is missing or damaged",
        "{\"activo-saved-plan\":2} | the plan was saved in format 2, and this version reads 1",
      })
  void refusesWhatIsNoSavedPlan(String text, String expected) throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(file, text);
    DeployException refused = assertThrows(DeployException.class, () -> SavedPlan.read(file));
    assertEquals(expected, refused.problems().get(0).what());
    assertEquals(Place.of(file.toString()), refused.problems().get(0).where());
  }

  @Test
  void refusesAnyPlanWithAPartCutOut() throws IOException {
    Path file = folder.resolve("plan.json");
    saved(WEB).write(file);
    Map<String, Object> whole = Json.parseObject(Files.readString(file));
    for (String part :
        List.of("version", "time", "app", "environment", "target", "images", "key")) {
      Map<String, Object> cut = new LinkedHashMap<>(whole);
      cut.remove(part);
      Files.writeString(file, Json.print(cut));
      assertThrows(DeployException.class, () -> SavedPlan.read(file), part);
    }
  }

  @Test
  void saysThatThereIsNoFile() {
    Path file = folder.resolve("none.json");
    DeployException refused = assertThrows(DeployException.class, () -> SavedPlan.read(file));
    assertEquals(
        "save one with activo.plan.out, or correct activo.plan.in",
        refused.problems().get(0).fix());
  }

  private static SavedPlan saved(String... manifests) {
    return plan("abc", "push", KeyedDigest.random(), manifests);
  }

  private static SavedPlan plan(
      String revision, String verb, KeyedDigest digest, String... manifests) {
    DeployPlan plan =
        new DeployPlan(
            new DeployReport.Subject(
                "deployed",
                "shop",
                "staging",
                Optional.empty(),
                Optional.of(revision),
                List.of(),
                false),
            List.of(
                new DeployPlan.Fact("cluster", "context staging"),
                new DeployPlan.Fact("engine", "any")),
            List.of(new FakeStep(verb, "r/app:1")),
            new ReleasedImages(),
            List.of(),
            false,
            Masker.ofUrls(),
            DeployPlan.Contents.none(),
            () -> {});
    return SavedPlan.of(
        plan,
        new SavedPlan.Making("1.0", TIME, Map.of("r/app:1", "sha256:a")),
        List.of(manifests).stream().map(SavedPlanTest::manifest).toList(),
        LiveStates.none(),
        digest);
  }

  private static SavedPlan withLive(SavedPlan plan, LiveState state) {
    return new SavedPlan(
        plan.subject(),
        plan.making(),
        plan.target(),
        plan.steps(),
        plan.manifests(),
        Map.of(WEB_REF, state),
        plan.digest());
  }

  private static LiveState state(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length == 3) {
      return new LiveState.Present(parts[0], Long.parseLong(parts[1]), parts[2]);
    }
    return text.equals("absent") ? new LiveState.Absent() : new LiveState.Unknown();
  }

  private SavedPlan written(SavedPlan plan) {
    Path file = folder.resolve("plan.json");
    plan.write(file);
    return SavedPlan.read(file);
  }

  private static void assertDifferences(SavedPlan saved, SavedPlan now, String... expected) {
    assertEquals(List.of(expected), saved.differences(now).stream().map(Problem::what).toList());
  }

  private static Manifest manifest(String json) {
    Map<String, Object> content = Json.parseObject(json);
    return new Manifest(new LiveObject(content).ref(), content, Place.in("deploy/x.yml", 1, 1));
  }
}
