package io.activo.deploy.report;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.step.ReleasedImages;
import io.activo.deploy.step.StepResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A report as JSON, for programs: {@code target/activo/report.json}. */
public final class ReportJson {
  private final Masker masker;

  /** A writer whose every text goes through the masker. */
  public ReportJson(Masker masker) {
    this.masker = masker;
  }

  /** The report's text. */
  public String print(DeployReport report) {
    DeployReport.Subject subject = report.subject();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("app", subject.app());
    json.put("environment", subject.environment());
    json.put("outcome", report.succeeded() ? "succeeded" : "failed");
    json.put("rehearsal", subject.rehearsal());
    subject.url().ifPresent(url -> json.put("url", url));
    subject.revision().ifPresent(revision -> json.put("revision", revision));
    if (subject.images().size() == 1) {
      json.put("image", subject.images().get(0));
    }
    json.put("started", report.started().toString());
    json.put("seconds", report.time().toMillis() / 1000.0);
    json.put("steps", report.steps().stream().map(ReportJson::step).toList());
    json.put("images", report.released().stream().map(ReportJson::image).toList());
    json.put("warnings", problems(report.warnings()));
    return Json.printPretty(masked(json));
  }

  private static Map<String, Object> step(StepReport step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", step.step().verb());
    json.put("what", step.step().what());
    json.put("details", step.step().details());
    json.put("outcome", step.outcome());
    json.put("seconds", step.time().toMillis() / 1000.0);
    json.put("summary", step.summary());
    if (step.result().orElse(null) instanceof StepResult.Failed failed) {
      json.put("problems", problems(failed.problems()));
    }
    return json;
  }

  private static Map<String, Object> image(ReleasedImages.Released released) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("image", released.image().toString());
    json.put("change", released.change());
    if (!released.tags().isEmpty()) {
      json.put("tags", released.tags());
    }
    return json;
  }

  private static List<Map<String, Object>> problems(List<Problem> problems) {
    return problems.stream().map(ReportJson::problem).toList();
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", problem.what());
    if (!(problem.where() instanceof Place.Nowhere)) {
      json.put("where", problem.where().toString());
    }
    json.put("fix", problem.fix());
    json.put("detail", problem.detail());
    return json;
  }

  private Object masked(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> masked = new LinkedHashMap<>();
      map.forEach((key, below) -> masked.put(key, masked(below)));
      return masked;
    }
    if (value instanceof List<?> list) {
      Function<Object, Object> mask = this::masked;
      return list.stream().map(mask).toList();
    }
    return value instanceof String text ? masker.mask(text) : value;
  }
}
