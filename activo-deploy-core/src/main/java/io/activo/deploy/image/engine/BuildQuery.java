package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query of {@code POST /build}, byte for byte as the docker CLI 28.2 writes it for the classic
 * builder, with {@code --force-rm}: a failed step leaves no container behind.
 */
record BuildQuery(ImageBuild build) {

  /** The parameters, sorted by name. */
  String text() {
    Map<String, List<String>> parameters = new TreeMap<>();
    one("version", Optional.of("1"), parameters);
    one("forcerm", Optional.of("1"), parameters);
    one("dockerfile", Optional.of(build.context().dockerfileInContext()), parameters);
    parameters.put("t", names());
    BuildOptions options = build.options();
    one("buildargs", json(options.args()), parameters);
    one("labels", json(options.labels()), parameters);
    one("target", options.target(), parameters);
    one("platform", options.platform(), parameters);
    one("pull", Optional.of("1").filter(on -> options.pull()), parameters);
    one("networkmode", options.network(), parameters);
    parameters.put("extrahosts", options.addHosts());
    one("shmsize", options.shmSize().map(String::valueOf), parameters);
    one("memory", options.memory().map(String::valueOf), parameters);
    one("cachefrom", json(options.cacheFrom()), parameters);
    return parameters.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + of(value)))
        .collect(Collectors.joining("&"));
  }

  private static void one(
      String name, Optional<String> value, Map<String, List<String>> parameters) {
    parameters.put(name, value.stream().toList());
  }

  /** The reference as written, and its repository with each further tag. */
  private List<String> names() {
    ImageReference name =
        new ImageReference(build.reference().name(), build.reference().tag(), Optional.empty());
    Stream<String> more = build.options().tags().stream().map(tag -> name.withTag(tag).toString());
    return Stream.concat(Stream.of(name.toString()), more).distinct().toList();
  }

  private static Optional<String> json(Map<String, String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(goJson(new TreeMap<>(values)));
  }

  private static Optional<String> json(Collection<String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(goJson(values));
  }

  /** JSON as Go's encoding/json writes it: safe to stand in HTML. */
  private static String goJson(Object value) {
    return Json.print(value)
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** Percent-encoding as Go's {@code url.QueryEscape} does it. */
  private static String of(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
