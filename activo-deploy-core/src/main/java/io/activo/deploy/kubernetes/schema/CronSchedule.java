package io.activo.deploy.kubernetes.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The syntax of a CronJob's schedule: {@code ParseStandard} of robfig/cron v3, which Kubernetes
 * uses, less the time zones that Kubernetes refuses in it.
 */
final class CronSchedule {
  private static final Set<String> DESCRIPTORS =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final Pattern DURATION =
      Pattern.compile("[+-]?(?:0|(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h))+)");

  private enum Unit {
    MINUTE(0, 59, ""),
    HOUR(0, 23, ""),
    DAY_OF_MONTH(1, 31, ""),
    MONTH(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK(0, 6, "sun mon tue wed thu fri sat");

    private final int least;
    private final int most;
    private final String names;

    Unit(int least, int most, String names) {
      this.least = least;
      this.most = most;
      this.names = names;
    }

    /** The number in a text; -1 where it is none. */
    private int number(String text) {
      int name =
          text.isEmpty()
              ? -1
              : Arrays.asList(names.split(" ", -1)).indexOf(text.toLowerCase(Locale.ROOT));
      if (name >= 0) {
        return name + least;
      }
      return text.matches("\\+?\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    private String said() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final List<Unit> UNITS = List.of(Unit.values());

  private CronSchedule() {}

  /** What is wrong with a schedule; empty where nothing is. */
  static Optional<String> mistake(String schedule) {
    if (schedule.contains("TZ")) {
      return Optional.of("holds a time zone, which belongs into spec.timeZone");
    }
    if (schedule.startsWith("@every ")) {
      String duration = schedule.substring("@every ".length());
      return DURATION.matcher(duration).matches()
          ? Optional.empty()
          : Optional.of("has no duration behind @every, such as 1h30m");
    }
    if (schedule.startsWith("@")) {
      return DESCRIPTORS.contains(schedule)
          ? Optional.empty()
          : Optional.of("has an unknown name; Kubernetes knows @hourly, @daily, @weekly, …");
    }
    List<String> fields = Arrays.asList(schedule.strip().split("\\s+", -1));
    if (fields.size() != UNITS.size()) {
      return Optional.of("has " + fields.size() + " fields instead of 5");
    }
    return IntStream.range(0, UNITS.size())
        .boxed()
        .flatMap(index -> mistake(fields.get(index), UNITS.get(index)).stream())
        .findFirst();
  }

  private static Optional<String> mistake(String field, Unit unit) {
    return Arrays.stream(field.split(",", -1))
        .filter(range -> !range.isEmpty())
        .flatMap(range -> rangeMistake(range, unit).stream())
        .findFirst();
  }

  private static Optional<String> rangeMistake(String range, Unit unit) {
    List<String> parts = Arrays.asList(range.split("/", -1));
    List<String> ends = Arrays.asList(parts.get(0).split("-", -1));
    boolean any = ends.get(0).equals("*") || ends.get(0).equals("?");
    int start = any ? unit.least : unit.number(ends.get(0));
    int end = any || (ends.size() == 1 && parts.size() == 2) ? unit.most : start;
    if (!any && ends.size() == 2) {
      end = unit.number(ends.get(1));
    }
    boolean stepRight = parts.size() == 1 || step(parts) > 0;
    if (parts.size() > 2 || (ends.size() > 2 && !any) || start < 0 || end < 0 || !stepRight) {
      return Optional.of("cannot have '" + range + "' as " + unit.said());
    }
    if (start < unit.least || end > unit.most || start > end) {
      String span = unit.least + " to " + unit.most;
      return Optional.of("has '" + range + "' as " + unit.said() + ", which goes from " + span);
    }
    return Optional.empty();
  }

  private static int step(List<String> parts) {
    String step = parts.get(1);
    return step.matches("\\+?\\d{1,9}") ? Integer.parseInt(step) : 0;
  }
}
