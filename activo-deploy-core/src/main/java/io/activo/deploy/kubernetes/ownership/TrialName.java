package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyAnswer.Accepted;
import io.activo.deploy.kubernetes.ApplyAnswer.Cause;
import io.activo.deploy.kubernetes.ApplyAnswer.Conflicted;
import io.activo.deploy.kubernetes.ApplyAnswer.Invalid;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The name under which an object is tried while another one has its own name.
 *
 * @param own the object's name
 * @param other a name that nobody else is likely to have
 */
record TrialName(String own, String other) {
  private static final String MARK = "-activo-new";

  /** With the mark less than the 52 characters that a CronJob's name may have. */
  private static final int LONGEST = 40;

  static TrialName of(String own) {
    String cut = own.substring(0, Math.min(own.length(), LONGEST));
    return new TrialName(own, cut.replaceAll("[.-]+$", "") + MARK);
  }

  /** The object under the trial's name. */
  Manifest given(Manifest manifest) {
    ObjectRef ref = manifest.ref();
    Map<String, Object> metadata =
        new LinkedHashMap<>(new LiveObject(manifest.content()).object("metadata").content());
    metadata.put("name", other);
    Map<String, Object> content = new LinkedHashMap<>(manifest.content());
    content.put("metadata", metadata);
    return new Manifest(
        new ObjectRef(ref.apiVersion(), ref.kind(), ref.namespace(), other),
        content,
        manifest.places());
  }

  /** The answer as it would be under the object's own name. */
  ApplyAnswer back(ApplyAnswer answer) {
    if (answer instanceof Accepted accepted) {
      return new Accepted(
          back(accepted.object()),
          true,
          false,
          accepted.warnings().stream().map(this::back).toList());
    }
    if (answer instanceof Invalid invalid) {
      return new Invalid(
          invalid.causes().stream().map(this::back).toList(), back(invalid.problem()));
    }
    Conflicted conflicted = (Conflicted) answer;
    return new Conflicted(conflicted.conflicts(), back(conflicted.problem()));
  }

  private Cause back(Cause cause) {
    return new Cause(cause.field(), cause.reason(), back(cause.message()));
  }

  Problem back(Problem problem) {
    return problem.map(this::back);
  }

  /** The server writes the name into labels too: {@code batch.kubernetes.io/job-name}. */
  private LiveObject back(LiveObject object) {
    Map<String, Object> content = new LinkedHashMap<>();
    object.content().forEach((key, value) -> content.put(key, value(value)));
    return new LiveObject(content);
  }

  private Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, below) -> copy.put(key, below == null ? "" : value(below)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::value).toList();
    }
    return value instanceof String text ? back(text) : value;
  }

  private String back(String text) {
    return text.replace(other, own);
  }
}
