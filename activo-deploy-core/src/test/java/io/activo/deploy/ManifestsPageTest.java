package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the site's page about manifests does what the page says. */
class ManifestsPageTest {
  private static final String SEVERAL = "` `";

  private final Page page = new Page("manifests.md");

  @TempDir private Path parent;

  @TestFactory
  List<DynamicTest> everyExampleIsTrue() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Page.Table table : page.tables()) {
      for (List<String> row : table.rows()) {
        String said = row.get(row.size() - 1);
        tests.add(
            DynamicTest.dynamicTest(
                table.kind() + " " + row, () -> assertEquals(said, is(table.kind(), row))));
      }
    }
    return tests;
  }

  private String is(String kind, List<String> row) throws IOException {
    return switch (kind) {
      case "files:" -> files(row.get(0));
      case "scalars:" -> scalar(row.get(0));
      case "refused:" -> refused("---\n" + row.get(0).replace(" --- ", "\n---\n"), "");
      case "asked:" -> refused(page.text("settings:"), row.get(0));
      default -> throw new IllegalStateException(kind);
    };
  }

  private Project folder() throws IOException {
    return new Project(Files.createTempDirectory(parent, "example"));
  }

  private static String description(String manifests, String more) {
    return """
        app: web
        kubernetes:
          cluster: rehearsal
          namespace: web
          manifests: %s
        %senvironments: {it: {}}
        """
        .formatted(manifests, more.isEmpty() ? "" : "  " + more + "\n");
  }

  private String files(String manifests) throws IOException {
    Project project = folder().file("activo.yml", description(manifests, ""));
    for (String name : List.of("deploy/a.yml", "deploy/b.yaml.tpl", "deploy/db/c.json")) {
      String object = name.replaceAll(".*/|\\..*", "");
      project.file(
          name,
          """
          {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "%s"}}
          """
              .formatted(object));
    }
    project.file("deploy/README.md", "no manifest\n");
    return project.plan().contents().manifests().stream()
        .map(one -> one.ref().name())
        .collect(Collectors.joining(SEVERAL));
  }

  private static String scalar(String text) {
    String document =
        """
        apiVersion: example.com/v1
        kind: Example
        metadata: {name: one}
        value: %s
        """
            .formatted(text);
    Manifest read = Manifests.read("one.yml", document.getBytes(StandardCharsets.UTF_8)).get(0);
    return Json.print(new LiveObject(read.content()).value("value").orElse("null"))
        .replaceFirst("^\"null\"$", "null");
  }

  private String refused(String manifests, String more) throws IOException {
    Project project =
        folder()
            .file("web.yml", manifests)
            .file("activo.yml", description("[{path: web.yml, dialect: none}]", more));
    List<Problem> problems;
    try {
      problems = project.plan().warnings();
    } catch (DeployException e) {
      problems = e.problems();
    }
    return problems.stream().map(Problem::headline).collect(Collectors.joining(SEVERAL));
  }

  @Test
  void theObjectsOfTheExampleAreThoseOfThePage() throws IOException {
    Project project =
        folder()
            .file("activo.yml", page.text("description:"))
            .file("deploy/web.yml.tpl", page.text("web:"))
            .file("settings.conf", "level ${LEVEL}\n")
            .file(".env", "DB_PASSWORD=secret\n")
            .with("REGISTRY_PASSWORD", "secret");
    List<Manifest> objects = project.in("staging").plan().contents().manifests();
    page.blockIs("objects:", lines(objects.stream().map(one -> one.ref().toString()).toList()));
    page.blockIs(
        "canary:",
        lines(
            objects.stream()
                .filter(one -> one.ref().name().equals("web-canary"))
                .flatMap(one -> lines("", one.content()).stream())
                .toList()));
  }

  private static String lines(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  /** A line for each value: {@code spec.replicas: 1}. */
  private static List<String> lines(String path, Object value) {
    List<String> lines = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, one) -> lines.addAll(lines(path.isEmpty() ? "" + key : path + "." + key, one)));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        lines.addAll(lines(path + "[" + i + "]", list.get(i)));
      }
    } else {
      lines.add(path + ": " + value);
    }
    return lines;
  }
}
