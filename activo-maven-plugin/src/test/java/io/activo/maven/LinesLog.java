package io.activo.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A Maven log that keeps its lines; errors are marked by {@code !}. */
final class LinesLog extends SystemStreamLog {
  final List<String> lines = new ArrayList<>();

  @Override
  public void info(CharSequence line) {
    lines.add(line.toString());
  }

  @Override
  public void warn(CharSequence line) {
    lines.add("? " + line);
  }

  @Override
  public void error(CharSequence line) {
    lines.add("! " + line);
  }
}
