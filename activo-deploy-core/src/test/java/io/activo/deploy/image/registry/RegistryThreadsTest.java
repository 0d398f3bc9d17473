package io.activo.deploy.image.registry;

import static io.activo.deploy.image.registry.RegistryScene.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A client must not keep the program from ending, closed or not. */
class RegistryThreadsTest {

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-.*|registry-.*"))
        .collect(Collectors.toSet());
  }

  @Test
  void allAreDaemons() throws IOException {
    Set<Thread> before = threads();
    try (RegistryScene scene = new RegistryScene()) {
      scene.image(layer(300_000));
      scene.copy(ImageForm.HEROKU);
      Set<Thread> started = threads();
      started.removeAll(before);
      assertFalse(started.isEmpty());
      started.forEach(thread -> assertEquals(true, thread.isDaemon(), thread.getName()));
    }
  }

  @Test
  void aClosedClientSendsNothing() throws IOException {
    try (FakeRegistry registry = new FakeRegistry()) {
      ImageRegistry client = ImageRegistry.connect(Credentials.none(), Set.of());
      client.close();
      assertThrows(
          IllegalStateException.class,
          () -> client.push(new DockerSave().done(), registry.image("app:1"), Progress.none()));
      assertEquals(0, registry.requests.size());
    }
  }
}
