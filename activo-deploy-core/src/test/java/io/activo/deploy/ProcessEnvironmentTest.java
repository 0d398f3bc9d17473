package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessEnvironmentTest {

  /** Run in a process of its own: prints the bytes of the variable NAME. */
  public static void main(String[] arguments) {
    String value = ProcessEnvironment.variables().getOrDefault("NAME", "");
    System.out.print(HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void hasTheVariablesOfThisProcess() {
    assertEquals(System.getenv("PATH"), ProcessEnvironment.variables().get("PATH"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void keepsEveryLetterInAnyLocale(String locale) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String script = "NAME=$(printf 'a=\\305\\276') exec \"$0\" -cp \"$1\" \"$2\"";
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            "export NAME; " + script,
            java,
            System.getProperty("java.class.path"),
            ProcessEnvironmentTest.class.getName());
    builder.environment().put("LC_ALL", locale);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals("613dc5be", printed);
  }
}
