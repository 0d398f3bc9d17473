package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan whose cluster is asked at once is refused where the kubeconfig leads to none. */
class BrokenKubeconfigTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "contexts: [{name: stagign, context: {cluster: c}}]"
            + " | activo.yml:2:13: the kubeconfig CONFIG has no context 'staging'; did you mean"
            + " 'stagign'?",
        "contexts: [{name: a, context: {cluster: c}}]"
            + " | activo.yml:2:13: the kubeconfig CONFIG has no context 'staging'; it has a",
        "contexts: [{name: staging, context: {cluster: d}}]"
            + " | activo.yml:2:13: the kubeconfig CONFIG has no cluster 'd'; it has none",
        "contexts: [{name: staging | CONFIG:1:26: not YAML: expected ',' or '}', but got"
            + " <stream end> while parsing a flow mapping; correct the line, or the one before it",
        "[] | activo.yml:2:13: CONFIG is no kubeconfig; it must have clusters, users and contexts",
      })
  void isToldOnceWithItsFile(String text, String expected) {
    Path config = folder.resolve("config");
    project().file("config", text);
    isRefused(config, expected.replace("CONFIG", config.toString()));
  }

  @Test
  void isToldOnceWhereItIsNot() {
    Path none = folder.resolve("none");
    isRefused(
        none,
        "activo.yml:2:13: there is no kubeconfig at "
            + none
            + "; set KUBECONFIG, or give the kubeconfig's text");
  }

  private void isRefused(Path config, String expected) {
    Map<String, String> process = Map.of("KUBECONFIG", config.toString());
    try (ConnectingAdapters adapters = new ConnectingAdapters(Adapters.real(process))) {
      Project project = project().with("KUBECONFIG", config.toString()).behind(adapters);
      PlanRefused refused = assertThrows(PlanRefused.class, project::plan);
      assertEquals(List.of(expected), refused.problems().stream().map(Problem::headline).toList());
      assertEquals(List.of(), refused.warnings());
    }
  }

  private Project project() {
    return new Project(folder)
        .file(
            "activo.yml",
            """
            app: web
            kubernetes: {cluster: {context: staging}, namespace: web, manifests: [a.yml]}
            environments: {it: {}}
            """)
        .file("a.yml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
  }
}
