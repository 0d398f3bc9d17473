package io.activo.deploy.kubernetes.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of planted mistakes, held against what a real server says in a dry run. */
class ServerVerdictTest {
  @RegisterExtension private final RealCluster real = new RealCluster("schema");

  @Test
  void isOurVerdict() throws Exception {
    SchemaCases table = SchemaCases.read(real.namespace() + ".activo.io");
    Manifest definition =
        new Manifest(
            new LiveObject(table.definition()).ref(),
            table.definition(),
            Place.in("cases.yaml", 1, 1));
    real.cluster().apply(definition, ApplyMode.WRITE);
    try {
      String name = definition.ref().name();
      real.kubectl("wait", "--for=condition=Established", "crd/" + name);
      assertEquals(List.of(), differences(table));
    } finally {
      real.kubectl("delete", "crd", definition.ref().name(), "--wait=false");
    }
  }

  /** Every third row, so that a run stays short; all with {@code -Dactivo.schemas.all=true}. */
  private static List<SchemaCases.Case> rows(List<SchemaCases.Case> cases) {
    int step = Boolean.getBoolean("activo.schemas.all") ? 1 : 3;
    return IntStream.range(0, cases.size())
        .filter(row -> row % step == 0)
        .mapToObj(cases::get)
        .toList();
  }

  private List<String> differences(SchemaCases table) {
    Schemas schemas =
        Schemas.of(real.cluster().version().orElseThrow()).with(List.of(table.definition()));
    return rows(table.cases()).parallelStream()
        .flatMap(each -> difference(schemas, each).stream())
        .toList();
  }

  private Optional<String> difference(Schemas schemas, SchemaCases.Case each) {
    Manifest manifest = each.in(real.namespace());
    List<String> ours = SchemaCases.errors(schemas.check(manifest));
    Optional<String> server = refusal(manifest);
    boolean agrees = server.isEmpty() == ours.isEmpty();
    return agrees == each.differs().isEmpty()
        ? Optional.empty()
        : Optional.of(each + "\n  we: " + ours + "\n  server: " + server.orElse("accepted"));
  }

  private Optional<String> refusal(Manifest manifest) {
    try {
      ApplyAnswer answer = real.cluster().apply(manifest, ApplyMode.DRY_RUN);
      return answer instanceof ApplyAnswer.Accepted
          ? Optional.empty()
          : Optional.of(answer.toString());
    } catch (DeployException e) {
      return Optional.of(e.toString());
    }
  }
}
