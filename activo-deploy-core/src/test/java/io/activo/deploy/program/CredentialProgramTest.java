package io.activo.deploy.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialProgramTest {
  @Test
  void takesTheEndingsOfWindowsThereOnly() {
    assertEquals(List.of("d"), CredentialProgram.files("d", "Linux"));
    assertEquals(List.of("d"), CredentialProgram.files("d", "Mac OS X"));
    assertEquals(
        List.of("d.exe", "d.cmd", "d.bat", "d"), CredentialProgram.files("d", "Windows 11"));
  }

  /** It has another parent by then, or starts only then, and keeps the output open. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 600 &\necho $! > PID\nsleep 0.4\n",
        "(sleep 0.6; sleep 600 & echo $! > PID; wait) &\nsleep 0.3\n"
      })
  @Timeout(30)
  @DisabledOnOs(OS.WINDOWS)
  void whatTheProgramStartedIsEndedThoughTheProgramHasEndedBefore(
      String script, @TempDir Path folder) throws Exception {
    Path pid = folder.resolve("pid");
    Path program = folder.resolve("program");
    Files.writeString(program, "#!/bin/sh\n" + script.replace("PID", pid.toString()));
    assertTrue(program.toFile().setExecutable(true));
    assertEquals(
        Optional.empty(),
        new CredentialProgram(List.of(program.toString()), System.getenv())
            .run("", Duration.ofSeconds(2)));
    Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    if (child.isPresent()) {
      child.get().onExit().get();
    }
    assertFalse(child.filter(ProcessHandle::isAlive).isPresent());
  }

  @Test
  void whatCannotBeReadIsNoProgramThatDoesNotEnd() throws IOException {
    Process unreadable = new Unreadable();
    IOException failure =
        assertThrows(
            CredentialProgram.Unreadable.class,
            () -> CredentialProgram.output(unreadable, "", Duration.ofSeconds(10)));
    assertEquals("java.io.IOException: Stream closed", String.valueOf(failure.getCause()));
  }

  /** A process that has ended, and whose output fails. */
  private static final class Unreadable extends Process {
    private final InputStream output = InputStream.nullInputStream();

    Unreadable() throws IOException {
      output.close();
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
      return output;
    }

    @Override
    public InputStream getErrorStream() {
      return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public int waitFor() {
      return 0;
    }

    @Override
    public int exitValue() {
      return 0;
    }

    @Override
    public void destroy() {}

    @Override
    public Stream<ProcessHandle> descendants() {
      return Stream.empty();
    }

    @Override
    public CompletableFuture<Process> onExit() {
      return CompletableFuture.completedFuture(this);
    }
  }
}
