package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.dockerfile.Dockerfile;
import io.activo.deploy.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class HerokuWarningsTest {
  private static final Dockerfile DOCKERFILE =
      Dockerfile.parse(
          "Dockerfile", "FROM alpine\nRUN apk add curl\nEXPOSE 80\nCMD serve --port $PORT\n");

  private static List<String> warnings(String image) {
    return HerokuWarnings.of(ImageReference.parse(image), DOCKERFILE).stream()
        .map(Problem::what)
        .toList();
  }

  @Test
  void onlyAnImageForHerokuIsWarnedOf() {
    assertEquals(List.of("Heroku does not use EXPOSE"), warnings("registry.heroku.com/app/web:1"));
    assertEquals(List.of(), warnings("registry.example.com/app/web:1"));
  }
}
