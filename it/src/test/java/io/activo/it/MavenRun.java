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
 */
record MavenRun(Path folder, List<String> arguments, Map<String, String> variables) {
  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");

  /** A short run is not worth the better compiler. */
  private static final String SHORT_RUN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

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
    return new MavenRun(folder, arguments, all);
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
    Command ended = Command.run(folder, command(), environment());
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
