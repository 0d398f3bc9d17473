package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.image.ImageTag;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.engine.EngineSettings;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the site's page about building does what the page says. */
class BuildingPageTest {
  private static final String REFUSED = "refused";
  private static final String SEVERAL = "` `";

  @TempDir private Path parent;

  @TestFactory
  List<DynamicTest> everyExampleIsTrue() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Page.Table table : new Page("building.md").tables()) {
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
    String example = row.get(0);
    return switch (kind) {
      case "ignored:" -> sent(example.replace(SEVERAL, "\n"));
      case "args:" ->
          said(
              project("FROM scratch\nARG VERSION\n", "repository: r/web, args: {" + example + "}"));
      case "buildkit:" ->
          said(
              project(
                  "FROM scratch AS build\nFROM scratch\n" + example + "\nx\nEOF\n",
                  "repository: r/web"));
      case "tags:" -> ImageTag.of(example);
      case "source:" -> source(example, row.get(1));
      default -> engine(example);
    };
  }

  private Path folder() throws IOException {
    return Files.createTempDirectory(parent, "example");
  }

  private String sent(String patterns) throws IOException {
    Path folder = folder();
    Files.createDirectory(folder.resolve("docs"));
    for (String file : List.of("Dockerfile", "a.md", "docs/b.md", "docs/c.txt")) {
      Files.writeString(folder.resolve(file), "FROM scratch\n");
    }
    Files.writeString(folder.resolve(".dockerignore"), patterns);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try {
      new BuildContext(folder, folder.resolve("Dockerfile"), Map.of()).writeTo(tar);
    } catch (DeployException e) {
      return REFUSED;
    }
    List<String> files = files(tar.toByteArray());
    files.removeAll(List.of("Dockerfile", ".dockerignore"));
    return String.join(SEVERAL, files);
  }

  private static List<String> files(byte[] tar) throws IOException {
    List<String> files = new ArrayList<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.isFile()) {
          files.add(entry.getName());
        }
      }
    }
    return files;
  }

  private Project project(String dockerfile, String image) throws IOException {
    Project project =
        new Project(folder())
            .file("Dockerfile", dockerfile)
            .file("activo.yml", "app: web\nimage: {" + image + "}\nenvironments: {it: {}}\n");
    project.committed();
    return project;
  }

  /** The problems and warnings of a plan. */
  private static String said(Project project) {
    List<Problem> problems;
    try {
      problems = project.plan().warnings();
    } catch (DeployException e) {
      problems = e.problems();
    }
    return problems.stream().map(Problem::what).collect(Collectors.joining(", "));
  }

  private String source(String image, String more) throws IOException {
    String environments = "environments: {staging: {}, production: {}}\n";
    boolean dirty = more.equals("a file that is in no commit");
    Project project =
        new Project(folder())
            .in("production")
            .file("Dockerfile", "FROM scratch\nARG E\n")
            .file(
                "activo.yml",
                "app: web\nimage: {" + image + "}\n" + (dirty ? "" : more + "\n") + environments);
    project.committed();
    if (dirty) {
      project.file("new", "");
    }
    return project.plan().steps().stream()
        .map(step -> step.describe().verb() + " " + step.describe().what())
        .filter(step -> !step.startsWith("registry "))
        .findFirst()
        .map(BuildingPageTest::done)
        .orElse("nothing");
  }

  private static String done(String step) {
    String elsewhere = step.replaceAll("^.*, or copied from \\S+ of (\\w+);.*$", "$1");
    if (step.startsWith("promote ")) {
      return "taken " + step.replaceAll("^.*\\(from: (\\w+)\\)$", "from $1");
    } else if (step.startsWith("build ")) {
      return "built";
    } else if (!step.endsWith("; else built")) {
      return "found";
    }
    return "found, "
        + (elsewhere.equals(step) ? "" : "or copied from " + elsewhere + ", ")
        + "else built";
  }

  private static String engine(String host) {
    EngineSettings none = new EngineSettings(Optional.empty(), Optional.empty(), Optional.empty());
    Problem problem =
        assertThrows(
                DeployException.class,
                () -> ImageEngine.connect(Map.of("DOCKER_HOST", host), none, Credentials.none()))
            .problems()
            .get(0);
    return problem.detail().isEmpty() ? problem.what() : problem.detail().get(0);
  }
}
