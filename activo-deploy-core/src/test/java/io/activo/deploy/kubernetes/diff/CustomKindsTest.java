package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ResourceKind;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the definitions of custom kinds are asked for. */
class CustomKindsTest {
  private static final List<ObjectRef> KINDS =
      IntStream.range(0, 64)
          .mapToObj(i -> new ObjectRef("example.com/v1", "Kind" + i, "n", "a"))
          .toList();

  private final List<String> asked = new ArrayList<>();
  private final ServerDefaults defaults = new ServerDefaults(naming(), this::definition);

  /** Of so many kinds some share a part of any map. */
  @Test
  void otherKindsAreAnsweredWhileOneIsAskedFor() {
    defaults.of(KINDS.get(0));
    assertEquals(KINDS.size(), asked.size());
  }

  @Test
  void aKindIsAskedForOnce() {
    defaults.of(KINDS.get(1));
    defaults.of(KINDS.get(1));
    assertEquals(List.of("Kind1.example.com"), asked);
  }

  private Optional<LiveObject> definition(ObjectRef ref) {
    asked.add(ref.name());
    if (ref.name().equals("Kind0.example.com")) {
      KINDS.subList(1, KINDS.size()).forEach(defaults::of);
    }
    return Optional.empty();
  }

  private static Cluster naming() {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              String kind = arguments[1].toString();
              return new ResourceKind(arguments[0].toString(), kind, kind, true);
            });
  }
}
