package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.diff.StateComparison.Creation;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a default of the server, and what does not. */
class StateComparisonTest {
  /** The defaults of a custom kind. */
  private static final DefaultTable OWN =
      new DefaultTable(
          """
          e.com/v1 Db
            spec.tls.minVersion "1.2"
            spec.resources.share 1
            spec.env[].name "DB_PASSWORD"
          """);

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
    assertCreated(
        service("'type':'NodePort','ports':[{'port':80}]"),
        service(
            "'ports':["
                + PORT
                + "],'type':'ExternalName','clusterIP':'10.0.0.1','loadBalancerClass':'mesh'"),
        "+ spec.type: ExternalName",
        "+ spec.ports[port=80,protocol=TCP].port: 80",
        "+ spec.loadBalancerClass: mesh",
        "1 of them by the cluster");
  }

  @Test
  void aSecretVariableIsHiddenWhereItsNameIsADefault() {
    String item = "{'name':'DB_PASSWORD','value':'s3cret'}";
    String sent = "{'value':'s3cret'}";
    assertChanges(
        db(""),
        db("'env':[" + item + "]"),
        db("'env':[" + sent + "]"),
        "+ spec.env[name=DB_PASSWORD]: *** #");
    assertChanges(
        db(""),
        db("'env':[" + item + "," + item + "]"),
        db("'env':[" + sent + "," + sent + "]"),
        "+ spec.env[0].value: *** #",
        "+ spec.env[1].value: *** #");
  }

  @Test
  void anItemThatTheClusterPutsInFrontTakesNoPlaceOfOneThatIsSent() {
    assertCreated(
        db("'rules':['a']"),
        db("'rules':['hook','a']"),
        "+ spec.rules[0]: a",
        "+ spec.rules[0]: hook",
        "1 of them by the cluster");
    assertCreated(
        db("'rules':['a','b','c']"),
        db("'rules':['hook','a','other','c']"),
        "+ spec.rules[0]: a",
        "+ spec.rules[1]: b",
        "+ spec.rules[2]: c",
        "+ spec.rules[0]: hook",
        "+ spec.rules[2]: other",
        "2 of them by the cluster");
  }

  @Test
  void aMapOfDefaultsAloneIsToldWhenItComes() {
    String tls = ",'tls':{'minVersion':'1.2'}";
    String line = "spec.size: 1 → 2";
    assertChanges(
        db("'size':1"), db("'size':2" + tls), db("'size':2,'tls':{}"), line, "+ spec.tls: {}");
    assertChanges(db("'size':1"), db("'size':2" + tls), db("'size':2"), line);
  }

  @Test
  void aMapOfDefaultsAloneIsToldWhenItGoesIfSomebodyAppliedIt() {
    String object =
        "{'apiVersion':'e.com/v1','kind':'Db','metadata':{'name':'a','managedFields':["
            + "{'manager':'m','operation':'%s','fieldsV1':{'f:spec':{'f:tls':{}}}}]},"
            + "'spec':{'size':1,'tls':{'minVersion':'1.2'}}}";
    String two = db("'size':2");
    String line = "spec.size: 1 → 2";
    assertChanges(object.formatted("Apply"), two, two, line, "- spec.tls: {}");
    assertChanges(object.formatted("Update"), two, two, line);
  }

  @Test
  void aMapThatMayBeEmptySaysNothingWithDefaultsAlone() {
    assertChanges(
        db("'size':1"),
        db("'size':2,'resources':{'share':1}"),
        db("'size':2,'resources':{}"),
        "spec.size: 1 → 2");
  }

  @Test
  void aMapThatHoldsMoreThanDefaultsIsToldByThatAlone() {
    assertChanges(
        db(""),
        db("'tls':{'minVersion':'1.2','port':1}"),
        db("'tls':{'port':1}"),
        "+ spec.tls.port: 1");
    assertChanges(
        service("'type':'NodePort'"),
        service("'ports':[" + PORT + "]"),
        service("'ports':[{'port':80}]"),
        "- spec.type: NodePort",
        "+ spec.ports[port=80,protocol=TCP].port: 80");
  }

  private static String db(String spec) {
    return "{'apiVersion':'e.com/v1','kind':'Db','metadata':{'name':'a'},'spec':{" + spec + "}}";
  }

  private static String service(String spec) {
    return "{'apiVersion':'v1','kind':'Service','metadata':{'name':'a'},'spec':{" + spec + "}}";
  }

  private static void assertChanges(String before, String after, String sent, String... lines) {
    assertEquals(
        String.join("\n", lines), text(comparison(sent).changes(object(before), object(after))));
  }

  /** The last lines are remarks. */
  private static void assertCreated(String sent, String after, String... lines) {
    Creation creation = comparison(sent).created(object(after));
    List<String> all = new ArrayList<>(List.of(text(creation.fields())));
    all.addAll(creation.remarks());
    assertEquals(String.join("\n", lines), String.join("\n", all));
  }

  /** The marks of hidden values differ from run to run. */
  private static String text(List<FieldChange> changes) {
    return changes.stream()
        .flatMap(change -> DiffText.change(change).stream())
        .map(line -> line.replaceAll("#\\p{XDigit}+$", "#"))
        .collect(Collectors.joining("\n"));
  }

  private static StateComparison comparison(String sent) {
    LiveObject manifest = object(sent);
    String apiVersion = manifest.text("apiVersion");
    String kind = manifest.text("kind");
    DefaultFields defaults =
        DefaultTable.of(apiVersion, kind).or(() -> OWN.find(apiVersion, kind)).orElseThrow();
    return new StateComparison(
        defaults, manifest.content(), Disclosure.ofUrls().of(manifest.ref()));
  }

  private static LiveObject object(String json) {
    return new LiveObject(Json.parseObject(json.replace('\'', '"')));
  }
}
