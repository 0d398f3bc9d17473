package io.activo.deploy.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program {@code docker-registry} on a free port of the loopback, with an empty folder. */
final class LocalRegistry {
  private static final String PROGRAM = "docker-registry";
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final String host;

  private LocalRegistry(Process process, String host) {
    this.process = process;
    this.host = host;
  }

  /** Whether it is installed; says how to have it if it is not. */
  static boolean isThere() {
    return Program.isThere(PROGRAM, "apt-get install docker-registry");
  }

  /**
   * Starts one; it ends with this process at the latest.
   *
   * @param parent where its folder is made
   */
  static LocalRegistry start(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(parent), "registry");
    Path config = Files.writeString(folder.resolve("config.yml"), config(folder.resolve("data")));
    Process process =
        new ProcessBuilder(PROGRAM, "serve", config.toString()).redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new LocalRegistry(process, listening(process));
  }

  private static String config(Path data) {
    return """
        version: 0.1
        log: {level: info, accesslog: {disabled: true}}
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "127.0.0.1:0"}
        """
        .formatted(data);
  }

  private static String listening(Process process) throws IOException {
    BufferedReader log = process.inputReader();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        Thread rest = new Thread(() -> readOn(log), "registry-log");
        rest.setDaemon(true);
        rest.start();
        return matcher.group(1);
      }
    }
    throw new IOException(PROGRAM + " did not start");
  }

  /** So that it is not held up by a full pipe. */
  private static void readOn(BufferedReader log) {
    try {
      while (log.readLine() != null) {}
    } catch (IOException e) {
      // It was stopped.
    }
  }

  /** Host and port. */
  String host() {
    return host;
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
