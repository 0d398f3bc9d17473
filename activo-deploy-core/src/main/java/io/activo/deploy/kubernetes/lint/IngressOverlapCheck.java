package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether two Ingress rules of the release serve the same host and path. */
final class IngressOverlapCheck {
  private static final String CANARY = "nginx.ingress.kubernetes.io/canary";

  private IngressOverlapCheck() {}

  private record Served(String ingressClass, String host, String path, String type) {}

  static Stream<Finding> of(Release release) {
    Map<Served, Field> first = new HashMap<>();
    Stream.Builder<Finding> found = Stream.builder();
    Ingresses.of(release)
        .filter(ingress -> !ingress.text("metadata", "annotations", CANARY).equals("true"))
        .forEach(
            ingress ->
                ingress.items("spec", "rules").forEach(rule -> check(ingress, rule, first, found)));
    return found.build();
  }

  private static void check(
      Field ingress, Field rule, Map<Served, Field> first, Stream.Builder<Finding> found) {
    for (Field path : rule.items("http", "paths")) {
      Served served =
          new Served(
              ingressClass(ingress),
              rule.text("host"),
              path.at("path").text().orElse("/"),
              path.text("pathType"));
      Field earlier = first.putIfAbsent(served, path);
      if (earlier != null) {
        found.add(overlap(path, served, earlier));
      }
    }
  }

  private static Finding overlap(Field path, Served served, Field earlier) {
    return path.warning(
        Rule.INGRESS_OVERLAP,
        "%s%s is served already by %s (%s)"
            .formatted(
                served.host().isEmpty() ? "every host" : served.host(),
                served.path(),
                earlier.manifest().ref(),
                earlier.place()),
        "keep one of the two");
  }

  private static String ingressClass(Field ingress) {
    return Optional.of(ingress.text("spec", "ingressClassName"))
        .filter(name -> !name.isEmpty())
        .orElse(ingress.text("metadata", "annotations", "kubernetes.io/ingress.class"));
  }
}
