package io.activo.deploy.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions and links of POSIX")
class PrivateFileTest {
  @TempDir Path folder;

  @Test
  void aNewFileAndItsFolderAreTheOwnersAlone() throws IOException {
    Path file = folder.resolve("new/file");
    write(file, "new");
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", permissions(file));
    assertEquals("rwx------", permissions(folder.resolve("new")));
  }

  @ParameterizedTest
  @CsvSource({
    "rw-rw-rw-,rw-------",
    "rwxr-xr-x,rwx------",
    "r--r--r--,rw-------",
    "rw-r-xr-x,rw-------",
  })
  void aFileThatIsThereBecomesTheOwnersAlone(String before, String after) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(before));
    write(file, "new");
    assertEquals("new", Files.readString(file));
    assertEquals(after, permissions(file));
  }

  @Test
  void keepsLinksAndWritesOrMakesTheirTarget() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b"));
    Path second = Files.createSymbolicLink(inner.resolve("second"), Path.of("../made/file"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), second);
    for (String text : List.of("made", "written")) {
      write(first, text);
      assertTrue(Files.isSymbolicLink(first) && Files.isSymbolicLink(second), text);
      assertEquals(text, Files.readString(folder.resolve("a/made/file")));
      assertEquals("rw-------", permissions(folder.resolve("a/made/file")));
    }
  }

  @Test
  void refusesLinksWithoutAnEnd() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other"));
    Files.createSymbolicLink(folder.resolve("other"), Path.of("link"));
    assertThrows(FileSystemException.class, () -> write(link, "new"));
    assertEquals(List.of("link", "other"), names());
  }

  @Test
  void aWriteThatFailsLeavesWhatWasThereAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    for (Exception failure : List.of(new IOException("full"), new IllegalStateException("bad"))) {
      assertThrows(failure.getClass(), () -> PrivateFile.write(file, out -> fail(out, failure)));
    }
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void refusesAFolderAndLeavesNothing() throws IOException {
    assertThrows(FileSystemException.class, () -> write(folder, "new"));
    assertEquals(List.of(), names());
  }

  @Test
  void writesAFileThatIsNamedWithoutAFolder() throws IOException {
    Path file = Path.of("PrivateFileTest.written");
    assertFalse(Files.exists(file));
    try {
      write(file, "new");
      assertEquals("new", Files.readString(file));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void writesToADevice() throws IOException {
    write(Path.of("/dev/null"), "new");
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
  }

  private static void write(Path file, String text) throws IOException {
    PrivateFile.write(file, out -> out.write(text.getBytes(UTF_8)));
  }

  private static void fail(OutputStream out, Exception failure) throws IOException {
    out.write('n');
    if (failure instanceof IOException io) {
      throw io;
    }
    throw new IllegalStateException(failure);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
