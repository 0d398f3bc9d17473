package io.activo.deploy.image.registry;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program {@code docker-registry} on a port of its own, with a password for {@code ci}. */
final class RealRegistry implements AutoCloseable {
  static final String PASSWORD = "real-CANARY-word";

  private static final String HASH = "$2b$04$40iYTsJXC8Vt.DVrFlbkV./qg4zneFbU1VKdndopyaLt398n0uoOm";
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final String host;

  private RealRegistry(Process process, String host) {
    this.process = process;
    this.host = host;
  }

  /** Skips the test where the program is not installed. */
  static RealRegistry start(Path folder) throws IOException {
    Path program = program();
    Path config = Files.writeString(folder.resolve("config.yml"), config(folder));
    Files.writeString(folder.resolve("htpasswd"), "ci:" + HASH + "\n");
    Process process =
        new ProcessBuilder(program.toString(), "serve", config.toString())
            .redirectErrorStream(true)
            .start();
    return new RealRegistry(process, listening(process));
  }

  private static Path program() {
    List<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .map(folder -> Path.of(folder, "docker-registry"))
            .filter(Files::isExecutable)
            .toList();
    String absent = "registry: skipped, the program docker-registry is not installed";
    if (found.isEmpty()
        && List.of(System.getProperty("activo.it.require", "").split(",", -1))
            .contains("registry")) {
      fail(absent);
    }
    if (found.isEmpty()) {
      System.out.println(absent);
    }
    assumeTrue(!found.isEmpty(), absent);
    return found.get(0);
  }

  private static String config(Path folder) {
    return """
        version: 0.1
        log: {level: info}
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "127.0.0.1:0"}
        auth: {htpasswd: {realm: test, path: %s}}
        """
        .formatted(folder.resolve("data"), folder.resolve("htpasswd"));
  }

  /** Reads its log on, so that it is not held up. */
  private static String listening(Process process) throws IOException {
    BufferedReader log = process.inputReader();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        Thread rest = new Thread(() -> log.lines().forEach(text -> {}), "registry-log");
        rest.setDaemon(true);
        rest.start();
        return matcher.group(1);
      }
    }
    throw new IOException("docker-registry did not start");
  }

  String host() {
    return host;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
