package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that is kept as a file: {@code -Dactivo.golden.write} writes what is found instead of
 * comparing it.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/io/activo/deploy/golden");

  private Golden() {}

  /** The text must be what the file holds. */
  public static void assertGolden(String file, String found) {
    Path path = FOLDER.resolve(file);
    try {
      if (System.getProperty("activo.golden.write") != null) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, found);
      }
      assertEquals(Files.readString(path), found, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
