package io.activo.deploy.image.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.image.ImageReference;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BaseImagesTest {
  @Test
  void findsWhatIsTakenFromElsewhere() {
    String dockerfile =
        """
        # FROM never.example.com/a
        ARG REGISTRY=one.example.com
        ARG OTHER
        from --platform=linux/amd64 ${REGISTRY}/a:1 AS Build
        RUN \\
        # a comment
          true FROM no.example.com/x
        FROM build
        FROM $OTHER/b
        FROM ${NONE:-two.example.com}/b
        COPY --from=build /a /
        COPY --chown=1 --from=three.example.com/c /a /
        COPY --from=0 /a /
        FROM scratch
        FROM alpine
        """;
    assertEquals(
        Set.of(
            "one.example.com",
            "given.example.com",
            "two.example.com",
            "three.example.com",
            "docker.io"),
        registries(dockerfile, Map.of("OTHER", "given.example.com")));
  }

  @Test
  void findsNothingInWhatItDoesNotUnderstand() {
    assertEquals(Set.of(), registries("FROM $\nFROM\nFROM UPPER:\n", Map.of()));
  }

  private static Set<String> registries(String dockerfile, Map<String, String> args) {
    return Dockerfile.parse("Dockerfile", dockerfile).baseImages(args).stream()
        .map(ImageReference::domain)
        .collect(Collectors.toSet());
  }
}
