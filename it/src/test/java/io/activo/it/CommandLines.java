package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The command lines of every process that a test starts and of those that these start, looked at
 * again and again until closed.
 */
final class CommandLines implements AutoCloseable {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Thread watching = new Thread(this::watch, "command lines");

  private CommandLines() {}

  static CommandLines watched() {
    CommandLines lines = new CommandLines();
    lines.watching.start();
    return lines;
  }

  /** Some process had the text in its command line. */
  CommandLines have(String text) {
    assertTrue(seen.stream().anyMatch(line -> line.contains(text)), () -> "unseen: " + text);
    return this;
  }

  /** No process had the text, which is told by what it is, in its command line. */
  CommandLines lack(String text, String what) {
    assertTrue(seen.stream().noneMatch(line -> line.contains(text)), what);
    return this;
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      ProcessHandle.current().descendants().forEach(this::read);
      LockSupport.parkNanos(PAUSE);
    }
  }

  private void read(ProcessHandle process) {
    Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      seen.add(Files.readString(commandLine, StandardCharsets.ISO_8859_1).replace('\0', ' '));
    } catch (IOException ended) {
      seen.add(""); // a process that has ended meanwhile has no command line
    }
  }

  @Override
  public void close() {
    watching.interrupt();
    try {
      watching.join();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while the last command lines were read", e);
    }
  }
}
