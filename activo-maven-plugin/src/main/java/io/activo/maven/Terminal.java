package io.activo.maven;

import io.activo.deploy.DeployPlan;
import io.activo.deploy.PlanText;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** The terminal on which a person sits, if one does: it can show a live line and ask. */
final class Terminal {
  /** Narrower terminals are rare; a longer line could not be taken back. */
  private static final int WIDTH = 78;

  private static final String CLEAR_LINE = "\r\u001b[K";

  private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out));

  private final Optional<Console> console;
  private boolean showing;

  private Terminal(Optional<Console> console) {
    this.console = console;
  }

  /** The terminal of a Maven run; none in batch mode, in a CI, or when output goes elsewhere. */
  static Terminal of(MavenSession session) {
    boolean person =
        session.getRequest().isInteractiveMode()
            && System.getenv("CI") == null
            && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(
        Optional.ofNullable(System.console()).filter(any -> person && isTerminal(any)));
  }

  /** From Java 22 on a console may be there without a terminal, and says so. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Whether a person sits there. */
  boolean isPresent() {
    return console.isPresent();
  }

  /**
   * Shows a line in place of the one shown before. Maven 4 turns what is printed to {@code
   * System.out} into whole lines of its log, so this goes to the file descriptor itself.
   */
  synchronized void show(String text) {
    if (isPresent() && (showing || !text.isEmpty())) {
      OUT.print(CLEAR_LINE + text.substring(0, Math.min(WIDTH, text.length())));
      OUT.flush();
      showing = !text.isEmpty();
    }
  }

  /**
   * Shows the plan for a protected environment and lets a person type the environment's name; where
   * nobody sits, as in a CI, nothing is asked.
   */
  void confirm(DeployPlan plan, Log log) throws MojoFailureException {
    if (console.isPresent()) {
      String environment = plan.subject().environment();
      PlanText.lines(plan).forEach(log::info);
      @Nullable String typed =
          console.get().readLine("'%s' is protected. Type its name to deploy to it: ", environment);
      if (typed == null || !typed.strip().equals(environment)) {
        throw new MojoFailureException(
            "nothing was done: the name was not typed; use -Dactivo.yes where nobody is asked");
      }
    }
  }
}
