package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the description may stand. */
class ProjectLayoutIT {
  private static final String PLUGIN =
      "io.activo:activo-maven-plugin:" + System.getProperty("activo.version");

  @TempDir Path folder;

  @Test
  void needsNoPom() throws IOException {
    Project project = Project.copy("activo-api", folder);
    Files.delete(project.folder().resolve("pom.xml"));
    project.commit();
    project.mvn(PLUGIN + ":plan", "-Denv=local").succeeds().isGolden("plan-local");
    Map<String, Object> report = project.mvn(PLUGIN + ":deploy", "-Denv=local").succeeds().report();
    assertEquals("succeeded", report.get("outcome"));
  }

  @Test
  void deploysAProjectOfManyModulesOnce() throws IOException {
    MavenOutput output = modules().mvn("activo:deploy", "-Denv=local").succeeds();
    assertEquals(1, count(output, "--- activo"));
    assertTrue(Files.exists(output.folder().resolve("target/activo/report.json")));
  }

  @Test
  void boundToAPhaseDeploysOnlyWhereADescriptionIs() throws IOException {
    Project project =
        modules()
            .replace(
                "pom.xml",
                "</version>\n      </plugin>",
                """
                </version>
                <executions>
                  <execution>
                    <phase>validate</phase>
                    <goals><goal>deploy</goal></goals>
                  </execution>
                </executions>
                </plugin>""")
            .commit();
    MavenOutput output = project.mvn("validate", "-Denv=local").succeeds();
    assertEquals(1, count(output, "rehearsed: activo-api to local"));
    assertEquals(2, count(output, "skipped: this module has no activo.yml"));
  }

  private static long count(MavenOutput output, String words) {
    return output.text().lines().filter(line -> line.contains(words)).count();
  }

  private Project modules() throws IOException {
    Project project = Project.copy("activo-api", folder);
    project.replace(
        "pom.xml", "<build>", "<modules><module>a</module><module>b</module></modules><build>");
    for (String module : new String[] {"a", "b"}) {
      project.write(
          module + "/pom.xml",
          """
          <project>
            <modelVersion>4.0.0</modelVersion>
            <parent><groupId>com.activo</groupId><artifactId>activo-api</artifactId><version>1.0.0</version></parent>
            <artifactId>%s</artifactId>
            <packaging>pom</packaging>
          </project>
          """
              .formatted(module));
    }
    return project.commit();
  }
}
