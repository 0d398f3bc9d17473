package io.activo.deploy.image.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.engine.CapturedLogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class EverySourceTest {
  private static final List<String> WHOLE =
      List.of(
          ("named.io key.io helper.io token.io settings.io variable.io helped.io password.io"
                  + " plain.io identity.io bearer.io podman.io ghcr.io gitlab.io proxy.io"
                  + " registry.heroku.com gcr.io gcr.io gcr.io gcr.io store.io")
              .split(" ", -1));
  private static final List<String> BROKEN =
      List.of(
          ("gcr.io gcr.io broken.io broken.io broken.io broken.io broken.io broken.io gcr.io gcr.io"
                  + " key.io helper.io helped.io store.io helper.io helped.io store.io")
              .split(" ", -1));

  @TempDir Path folder;

  @Test
  void noSecretIsShownOrLoggedOrGivenToAProgramAsArgument() throws Exception {
    String output = output();
    assertEquals(WHOLE, registries(output, "found "), output);
    assertEquals(BROKEN, registries(output, "failed "), output);
    assertFalse(output.contains("does not hold it"), output);
    assertTrue(output.contains("java.util.logging is heard"), output);
    assertTrue(output.contains("TRACE " + EverySource.class.getName() + " slf4j is heard"), output);
    assertTrue(output.contains("DEBUG com.google.auth"), output);
    assertNoCanary(output);
    String processes = Files.readString(folder.resolve("processes"));
    assertTrue(processes.contains("called get\n"), processes);
    assertTrue(processes.contains(EverySource.class.getName()), processes);
    assertNoCanary(processes);
  }

  /** Everything that it prints, with Google's own log switched on. */
  private String output() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dslf4j.provider=" + CapturedLogs.class.getName(),
            "-cp",
            System.getProperty("java.class.path"),
            EverySource.class.getName(),
            folder.toString());
    builder.environment().put("GOOGLE_SDK_JAVA_LOGGING", "true");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static List<String> registries(String output, String begin) {
    return output
        .lines()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length(), line.indexOf(':')))
        .collect(Collectors.toList());
  }

  private static void assertNoCanary(String text) {
    Stream.of("", "u:", "_json_key:")
        .map(user -> user + EverySource.CANARY)
        .map(
            pair ->
                Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
        .forEach(encoded -> assertFalse(text.contains(encoded), text));
    assertFalse(text.contains(EverySource.CANARY), text);
  }
}
