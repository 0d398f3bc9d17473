package io.activo.deploy;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.LiveState;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.KeyedDigest;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A saved plan as JSON text. */
final class SavedPlanJson {
  /** Counts the forms of the file; a change that older versions misread makes it greater. */
  private static final int FORMAT = 1;

  private static final String KEY = "activo-saved-plan";

  private SavedPlanJson() {}

  static String print(SavedPlan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(KEY, FORMAT);
    json.put("version", plan.making().version());
    json.put("time", plan.making().time().toString());
    json.put("app", plan.subject().app());
    json.put("environment", plan.subject().environment());
    plan.subject().revision().ifPresent(revision -> json.put("revision", revision));
    json.put("target", plan.target());
    json.put("images", plan.making().images());
    json.put("steps", plan.steps().stream().map(SavedPlanJson::step).toList());
    json.put("objects", objects(plan));
    json.put("key", plan.digest().key());
    return Json.printPretty(json);
  }

  private static Map<String, Object> step(SavedPlan.PlannedStep step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verb", step.verb());
    json.put("digest", step.digest());
    return json;
  }

  private static List<Object> objects(SavedPlan plan) {
    List<Object> objects = new ArrayList<>();
    plan.manifests().forEach((ref, digest) -> objects.add(named(ref, Map.of("digest", digest))));
    plan.live().forEach((ref, state) -> objects.add(named(ref, Map.of("live", state(state)))));
    return objects;
  }

  private static Map<String, Object> named(ObjectRef ref, Map<String, Object> known) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("apiVersion", ref.apiVersion());
    json.put("kind", ref.kind());
    json.put("namespace", ref.namespace());
    json.put("name", ref.name());
    json.putAll(known);
    return json;
  }

  private static Object state(LiveState state) {
    if (state instanceof LiveState.Present present) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("uid", present.uid());
      json.put("generation", present.generation());
      json.put("digest", present.digest());
      return json;
    }
    return state instanceof LiveState.Absent ? "absent" : "unknown";
  }

  static SavedPlan read(String file, String text) {
    LiveObject json = new LiveObject(parsed(file, text));
    long format =
        json.number(KEY).orElseThrow(() -> new DeployException(foreign(file, "it says no format")));
    if (format != FORMAT) {
      throw new DeployException(
          Problem.of(
              "the plan was saved in format " + format + ", and this version reads " + FORMAT,
              Place.of(file),
              "use the version of activo-deploy that saved it, or save the plan again"));
    }
    try {
      return plan(json);
    } catch (NoSuchElementException | IllegalArgumentException | DateTimeException e) {
      throw new DeployException(foreign(file, "a part is missing or damaged"), e);
    }
  }

  private static Map<String, Object> parsed(String file, String text) {
    try {
      return Json.parseObject(text);
    } catch (UncheckedIOException e) {
      throw new DeployException(foreign(file, "it is no JSON object"), e);
    }
  }

  private static Problem foreign(String file, String why) {
    return Problem.of(
        "this is no saved plan: " + why, Place.of(file), "save one with activo.plan.out");
  }

  private static SavedPlan plan(LiveObject json) {
    Map<ObjectRef, String> manifests = new LinkedHashMap<>();
    Map<ObjectRef, LiveState> live = new LinkedHashMap<>();
    for (LiveObject object : json.objects("objects")) {
      ObjectRef ref = ref(object);
      object.value("digest").ifPresent(digest -> manifests.put(ref, digest.toString()));
      object.value("live").ifPresent(state -> live.put(ref, state(object, state)));
    }
    return new SavedPlan(
        new SavedPlan.Subject(
            text(json, "app"), text(json, "environment"), optional(json, "revision")),
        new SavedPlan.Making(
            text(json, "version"), Instant.parse(text(json, "time")), texts(json, "images")),
        texts(json, "target"),
        json.objects("steps").stream()
            .map(step -> new SavedPlan.PlannedStep(text(step, "verb"), text(step, "digest")))
            .toList(),
        manifests,
        live,
        KeyedDigest.of(text(json, "key")));
  }

  private static ObjectRef ref(LiveObject object) {
    return new ObjectRef(
        text(object, "apiVersion"),
        text(object, "kind"),
        object.text("namespace"),
        text(object, "name"));
  }

  private static LiveState state(LiveObject object, Object state) {
    if (state.equals("absent")) {
      return new LiveState.Absent();
    }
    if (state.equals("unknown")) {
      return new LiveState.Unknown();
    }
    LiveObject present = object.object("live");
    return new LiveState.Present(
        present.text("uid"), present.number("generation").orElseThrow(), text(present, "digest"));
  }

  private static String text(LiveObject json, String key) {
    return optional(json, key).orElseThrow();
  }

  private static Optional<String> optional(LiveObject json, String key) {
    return Optional.of(json.text(key)).filter(text -> !text.isEmpty());
  }

  private static Map<String, String> texts(LiveObject json, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<?, ?> map =
        json.value(key).filter(Map.class::isInstance).map(Map.class::cast).orElseThrow();
    map.forEach((name, value) -> texts.put(name.toString(), value.toString()));
    return texts;
  }
}
