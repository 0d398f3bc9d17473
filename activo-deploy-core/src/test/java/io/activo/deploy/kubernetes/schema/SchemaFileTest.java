package io.activo.deploy.kubernetes.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Makes the file of schemas anew, with {@code -Dactivo.schemas.from=FOLDER}: see CONTRIBUTING.md.
 */
class SchemaFileTest {
  private static final Path FILE =
      Path.of("src/main/resources/io/activo/deploy/kubernetes/schema/schemas.txt");

  @Test
  void isWhatTheModulesGive() throws IOException {
    String from = System.getProperty("activo.schemas.from", "");
    assumeFalse(from.isEmpty(), "activo.schemas.from is not set");
    List<String> lines = SchemaFile.from(Path.of(from));
    if (Boolean.getBoolean("activo.schemas.write")) {
      Files.write(FILE, lines);
    }
    assertEquals(lines, Files.readAllLines(FILE));
  }
}
