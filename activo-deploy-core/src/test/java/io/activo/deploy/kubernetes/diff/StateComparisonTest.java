package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.diff.StateComparison.Creation;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a default of the server, and what does not. */
class StateComparisonTest {
  private static final String PORT = "{'port':80,'protocol':'TCP','targetPort':80}";

  @Test
  void anObjectThatChangesByDefaultsAloneShowsThem() {
    assertChanges(
        service("'type':'ClusterIP'"),
        service("'type':'ClusterIP','sessionAffinity':'None'"),
        service(""),
        "+ spec.sessionAffinity: None");
  }

  @Test
  void defaultsBesideAChangeAreNotShown() {
    assertChanges(
        service("'type':'ClusterIP'"),
        service("'type':'ClusterIP','sessionAffinity':'None','externalName':'a'"),
        service("'externalName':'a'"),
        "+ spec.externalName: a");
  }

  @Test
  void anotherValueThanTheDefaultIsShownThoughNobodySentIt() {
    assertChanges(
        service(""),
        service("'ports':[{'port':80,'protocol':'TCP','targetPort':8080}],'type':'LoadBalancer'"),
        service("'ports':[{'port':80}]"),
        "+ spec.ports[port=80,protocol=TCP].targetPort: 8080",
        "+ spec.type: LoadBalancer");
  }

  @Test
  void aDefaultThatBecomesAnotherValueIsShown() {
    assertChanges(
        service("'sessionAffinity':'None'"),
        service("'sessionAffinity':'ClientIP'"),
        service("'sessionAffinity':'ClientIP'"),
        "spec.sessionAffinity: None → ClientIP");
  }

  @Test
  void anItemOfDefaultsAloneIsToldByItsKeys() {
    assertChanges(
        service("'ports':[]"),
        service("'ports':[" + PORT + "]"),
        service("'ports':[{'port':80}]"),
        "+ spec.ports[port=80,protocol=TCP].port: 80");
  }

  @Test
  void whatAnyManagerAppliedIsShownWhenItGoes() {
    String applied =
        "{'manager':'%s','operation':'%s','fieldsV1':{'f:spec':{'f:sessionAffinity':{}}}}";
    String object =
        "{'apiVersion':'v1','kind':'Service','metadata':{'name':'a','managedFields':[%s]},"
            + "'spec':{'externalName':'a','sessionAffinity':'None'}}";
    assertChanges(
        object.formatted(applied.formatted("other", "Apply")),
        service(""),
        service(""),
        "- spec.externalName: a",
        "- spec.sessionAffinity: None");
    assertChanges(
        object.formatted(applied.formatted("other", "Update")),
        service(""),
        service(""),
        "- spec.externalName: a");
  }

  @Test
  void anAddressThatTheClusterChoseIsShownWhenItGoesOrChanges() {
    assertChanges(
        service(""),
        service("'clusterIP':'10.0.0.1','externalName':'a'"),
        service("'externalName':'a'"),
        "+ spec.externalName: a");
    assertChanges(
        service("'clusterIP':'10.0.0.1'"),
        service(""),
        service(""),
        "- spec.clusterIP: \"10.0.0.1\"");
    assertChanges(
        service("'clusterIP':'10.0.0.1'"),
        service("'clusterIP':'10.0.0.2'"),
        service(""),
        "spec.clusterIP: \"10.0.0.1\" → \"10.0.0.2\"");
  }

  @ParameterizedTest
  @CsvSource({
    "app, Always",
    "app:latest, Always",
    "r.example.com:5000/app, Always",
    "app:latest@sha256:0, Always",
    "app:1, IfNotPresent",
    "app@sha256:0, IfNotPresent",
    "r.example.com:5000/app:1, IfNotPresent",
  })
  void theDefaultOfAPullPolicyIsThatOfItsImage(String image, String policy) {
    String other = policy.equals("Always") ? "IfNotPresent" : "Always";
    String pod = "{'apiVersion':'v1','kind':'Pod','spec':{'containers':[%s]}}";
    String container = "{'name':'a','image':'" + image + "'%s}";
    String sent = pod.formatted(container.formatted(""));
    String line = "+ spec.containers[name=a].image: " + image;
    String set = container.formatted(",'imagePullPolicy':'%s'");
    assertChanges(pod.formatted(""), pod.formatted(set.formatted(policy)), sent, line);
    assertChanges(
        pod.formatted(""),
        pod.formatted(set.formatted(other)),
        sent,
        line,
        "+ spec.containers[name=a].imagePullPolicy: " + other);
  }

  @Test
  void theLabelsOfAJobAreDefaultsOnlyAsAWhole() {
    String job = "{'kind':'Job','apiVersion':'batch/v1','metadata':{'name':'a'%s},'spec':{%s}}";
    String template = "'template':{'metadata':{'labels':{'a':'b'}}}";
    String line = "+ spec.template.metadata.labels.a: b";
    assertChanges(
        job.formatted("", ""),
        job.formatted(",'labels':{'a':'b'}", template),
        job.formatted("", template),
        line);
    assertChanges(
        job.formatted(",'labels':{'c':'d'}", ""),
        job.formatted(",'labels':{'c':'d','a':'b'}", template),
        job.formatted(",'labels':{'c':'d'}", template),
        "+ metadata.labels.a: b",
        line);
  }

  @Test
  void aCreatedObjectIsToldAsItIsSentAndThenByWhatTheClusterAdds() {
    Creation creation =
        comparison(service("'type':'NodePort','ports':[{'port':80}]"))
            .created(
                object(
                    service(
                        "'ports':["
                            + PORT
                            + "],'type':'ExternalName','clusterIP':'10.0.0.1',"
                            + "'loadBalancerClass':'mesh'")));
    assertEquals(
        List.of(
            "+ spec.type: ExternalName",
            "+ spec.ports[port=80,protocol=TCP].port: 80",
            "+ spec.loadBalancerClass: mesh"),
        creation.fields().stream().flatMap(field -> DiffText.change(field).stream()).toList());
    assertEquals(List.of("1 of them by the cluster"), creation.remarks());
  }

  private static String service(String spec) {
    return "{'apiVersion':'v1','kind':'Service','metadata':{'name':'a'},'spec':{" + spec + "}}";
  }

  private static void assertChanges(String before, String after, String sent, String... lines) {
    List<FieldChange> changes = comparison(sent).changes(object(before), object(after));
    assertEquals(
        String.join("\n", lines),
        changes.stream()
            .flatMap(change -> DiffText.change(change).stream())
            .collect(Collectors.joining("\n")));
  }

  private static StateComparison comparison(String sent) {
    LiveObject manifest = object(sent);
    DefaultFields defaults =
        DefaultTable.of(manifest.text("apiVersion"), manifest.text("kind")).orElseThrow();
    return new StateComparison(
        defaults, manifest.content(), Disclosure.ofUrls().of(manifest.ref()));
  }

  private static LiveObject object(String json) {
    return new LiveObject(Json.parseObject(json.replace('\'', '"')));
  }
}
