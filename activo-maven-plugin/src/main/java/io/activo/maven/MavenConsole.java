package io.activo.maven;

import io.activo.deploy.ConsoleLog;
import org.apache.maven.plugin.logging.Log;

/** Maven's log as a console; on a terminal with a live line below it. */
record MavenConsole(Log log, Terminal terminal) implements ConsoleLog.Console {
  @Override
  public void line(String text) {
    log.info(text);
  }

  @Override
  public void warning(String text) {
    log.warn(text);
  }

  @Override
  public void error(String text) {
    log.error(text);
  }

  @Override
  public boolean isLive() {
    return terminal.isPresent();
  }

  @Override
  public void live(String text) {
    terminal.show(text);
  }
}
