package io.activo.deploy.kubernetes.schema;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Checks Jobs and CronJobs. */
record JobCheck(ValueCheck values, PodCheck pods) {
  private static final List<String> COUNTS =
      List.of(
          "parallelism",
          "completions",
          "activeDeadlineSeconds",
          "backoffLimit",
          "ttlSecondsAfterFinished");

  /** Zones that the server's data has under names that Java keeps apart. */
  private static final Set<String> OTHER_ZONES =
      Set.of("EST", "MST", "HST", "ROC", "GMT+0", "GMT-0", "Factory");

  /** A Job's name gets 11 characters more. */
  private static final int MAX_CRON_JOB_NAME = 52;

  private static final int MAX_JOB_NAME = 63;

  void check(Field object, String kind) {
    Field spec = object.child("spec");
    if (kind.equals("Job")) {
      checkName(object, MAX_JOB_NAME);
      checkJob(spec);
    } else if (kind.equals("CronJob")) {
      checkName(object, MAX_CRON_JOB_NAME);
      checkSchedule(spec.child("schedule"));
      checkZone(spec.child("timeZone"));
      List.of("startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit")
          .forEach(count -> values.atLeast(spec.child(count), 0));
      checkJob(spec.at("jobTemplate", "spec"));
    }
  }

  private void checkName(Field object, int longest) {
    Field name = object.at("metadata", "name");
    if (name.textOr("").length() > longest) {
      String what = "is longer than " + longest + " characters";
      values.refuse(name, SchemaRule.BAD_NAME, what, "shorten it");
    }
  }

  private void checkSchedule(Field schedule) {
    values.written(schedule);
    schedule
        .text()
        .filter(text -> !text.isEmpty())
        .flatMap(CronSchedule::mistake)
        .ifPresent(
            what ->
                values.refuse(
                    schedule,
                    SchemaRule.BAD_SCHEDULE,
                    what,
                    "write minute, hour, day of month, month and day of week, as in '0 3 * * 1-5'"));
  }

  private void checkZone(Field zone) {
    zone.text()
        .filter(text -> !ZoneId.getAvailableZoneIds().contains(text) && !OTHER_ZONES.contains(text))
        .ifPresent(
            text ->
                values.refuse(
                    zone,
                    SchemaRule.BAD_SCHEDULE,
                    "is no time zone: " + values.found().shown(text),
                    "write it as Europe/Berlin or Etc/UTC"));
  }

  private void checkJob(Field spec) {
    COUNTS.forEach(count -> values.atLeast(spec.child(count), 0));
    Field policy = spec.at("template", "spec", "restartPolicy");
    if (spec.at("template", "spec").isWritten()) {
      values.written(policy);
      values.oneOf(policy, List.of("Never", "OnFailure"));
    }
    boolean indexed = spec.child("completionMode").textOr("").equals("Indexed");
    if (indexed && spec.child("parallelism").isWritten()) {
      values.written(spec.child("completions"));
    }
    if (!spec.child("manualSelector").isTrue()) {
      values.absent(spec.child("selector"), "Kubernetes makes it");
    }
    pods.checkTemplate(spec.child("template"));
  }
}
