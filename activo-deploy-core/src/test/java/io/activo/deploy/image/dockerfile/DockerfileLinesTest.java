package io.activo.deploy.image.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DockerfileLinesTest {

  @Test
  void countsInstructionsAsTheBuilderCountsItsSteps() {
    assertLines(List.of(1, 2), "FROM a\nRUN b\n");
    assertLines(List.of(2, 5, 8), "# c\nFROM a\n\n# c\nRUN b \\\n# c\n  d\nCOPY e f");
    assertLines(List.of(3, 5), "# syntax=x\n# escape=`\nRUN a `\n b\nRUN c \\");
    assertLines(List.of(1, 2), "RUN a\r\nRUN b \\\r\n c\r\n");
  }

  private static void assertLines(List<Integer> lines, String dockerfile) {
    IntStream.range(0, lines.size())
        .forEach(
            i ->
                assertEquals(
                    Optional.of(lines.get(i)), DockerfileLines.ofInstruction(dockerfile, i + 1)));
    assertEquals(Optional.empty(), DockerfileLines.ofInstruction(dockerfile, lines.size() + 1));
  }
}
