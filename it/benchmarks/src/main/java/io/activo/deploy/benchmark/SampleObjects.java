package io.activo.deploy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Manifests as a file, without a namespace. */
final class SampleObjects {
  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings-%1$d, labels: {app: bench}}
      data: {number: "%1$d", text: "%2$s"}
      """;
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: service-%1$d, labels: {app: bench}}
      spec: {selector: {app: app-%1$d}, ports: [{name: http, port: 80, targetPort: 8080}]}
      """;
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: app-%1$d, labels: {app: bench}}
      spec:
        replicas: 0
        selector: {matchLabels: {app: app-%1$d}}
        template:
          metadata: {labels: {app: app-%1$d}}
          spec:
            containers:
              - name: app
                image: registry.example/app:%1$d
                ports: [{containerPort: 8080}]
                env: [{name: NUMBER, value: "%1$d"}, {name: LEVEL, value: info}]
                resources: {requests: {cpu: 10m, memory: 16Mi}}
      """;

  private SampleObjects() {}

  /** 200 ConfigMaps of 0.5 KB, 50 Services and 50 Deployments of no replicas. */
  static Path mixed(Path file) throws IOException {
    return write(
        file,
        Stream.of(objects(CONFIG_MAP, 200), objects(SERVICE, 50), objects(DEPLOYMENT, 50))
            .flatMap(all -> all));
  }

  /** ConfigMaps of 0.5 KB. */
  static Path configMaps(Path file, int count) throws IOException {
    return write(file, objects(CONFIG_MAP, count));
  }

  private static Stream<String> objects(String one, int count) {
    return IntStream.range(0, count).mapToObj(i -> one.formatted(i, "x".repeat(400)));
  }

  private static Path write(Path file, Stream<String> objects) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, objects.collect(Collectors.joining("---\n")));
  }
}
