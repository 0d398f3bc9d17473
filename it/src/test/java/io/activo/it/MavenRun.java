package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of the Maven that runs the build, offline, with an environment of which every variable is
 * known.
 *
 * @param folder where it runs
 * @param arguments goals and options
 * @param variables environment variables of the case
 * @param input what it reads from its standard input
 */
record MavenRun(Path folder, List<String> arguments, Map<String, String> variables, String input) {
  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");

  /**
   * A short run is not worth the better compiler; Debian's Maven 3.8 would end the standard output
   * by a sequence for terminals.
   */
  private static final String SHORT_RUN =
      "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djansi.noreset=true";

  MavenRun {
    arguments = List.copyOf(arguments);
    variables = Map.copyOf(variables);
  }

  /** The same with one more environment variable. */
  MavenRun with(String name, String value) {
    return with(Map.of(name, value));
  }

  /** The same with more environment variables. */
  MavenRun with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    return new MavenRun(folder, arguments, all, input);
  }

  /** The same with one more goal or option. */
  MavenRun withArgument(String argument) {
    List<String> all = new ArrayList<>(arguments);
    all.add(argument);
    return new MavenRun(folder, all, variables, input);
  }

  /** The same with a text that it reads from its standard input. */
  MavenRun reading(String text) {
    return new MavenRun(folder, arguments, variables, text);
  }

  /** Runs it; it must succeed. */
  MavenOutput succeeds() {
    MavenOutput output = run();
    assertEquals(0, output.exit(), output.text());
    return output;
  }

  /** Runs it; it must fail. */
  MavenOutput fails() {
    MavenOutput output = run();
    assertNotEquals(0, output.exit(), output.text());
    return output;
  }

  private MavenOutput run() {
    Command ended = Command.run(folder, command(), environment(), input);
    return new MavenOutput(folder, ended.exit(), ended.output());
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.add("--offline");
    command.add("--batch-mode");
    command.add("-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
    command.addAll(arguments);
    return command;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(INHERITED);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MAVEN_OPTS", SHORT_RUN);
    environment.putAll(variables);
    return environment;
  }
}
