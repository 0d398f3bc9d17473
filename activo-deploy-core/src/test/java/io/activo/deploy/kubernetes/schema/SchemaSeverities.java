package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the table of planted mistakes tells of the rules. */
public final class SchemaSeverities {
  private SchemaSeverities() {}

  /** Whether a rule's planted mistakes are errors or warnings, by its name. */
  public static Map<String, Set<Finding.Severity>> all() throws IOException {
    SchemaCases table = SchemaCases.read("example.com");
    Schemas schemas = SchemasTest.SCHEMAS.with(List.of(table.definition()));
    return Stream.concat(
            table.cases().stream().flatMap(each -> schemas.check(each.in("n")).stream()),
            Schemas.of(new KubernetesVersion(1, 29)).check(deprecated()).stream())
        .collect(
            Collectors.groupingBy(
                Finding::rule,
                Collectors.mapping(Finding::severity, Collectors.toCollection(TreeSet::new))));
  }

  /** A kind that 1.29 warns of, and 1.32 does not serve. */
  private static Manifest deprecated() {
    String text =
        """
        apiVersion: flowcontrol.apiserver.k8s.io/v1beta3
        kind: FlowSchema
        metadata: {name: f}
        """;
    return Manifests.read("f.yml", text.getBytes(StandardCharsets.UTF_8)).get(0);
  }

  /** Why a server says otherwise, where it does. */
  public static Set<String> differences() throws IOException {
    return SchemaCases.read("example.com").cases().stream()
        .map(SchemaCases.Case::differs)
        .flatMap(text -> Stream.of(text).filter(one -> !one.isEmpty()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
