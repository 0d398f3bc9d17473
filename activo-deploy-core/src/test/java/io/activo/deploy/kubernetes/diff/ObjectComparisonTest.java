package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import io.activo.deploy.kubernetes.disclosure.ShownValues;
import io.activo.deploy.secret.KeyedDigest;
import io.activo.deploy.secret.Masker;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectComparisonTest {
  private static final KeyedDigest DIGEST =
      KeyedDigest.of(Base64.getEncoder().encodeToString(new byte[32]));
  private static final Masker MASKER = Masker.of(Map.of("DB_PASSWORD", "hunter22"), List.of());

  @Test
  void showsAnInsertedContainerAlone() {
    assertChanges(
        pod("{'name':'app','image':'r/app:1'}"),
        pod("{'name':'side','image':'r/side:1'},{'name':'app','image':'r/app:1'}"),
        "+ spec.containers[name=side].image: r/side:1");
  }

  @Test
  void comparesVariablesByNameAndShowsTheirValuesBesideThem() {
    assertChanges(
        pod("{'name':'app','env':[{'name':'OLD','value':'x'},{'name':'MODE','value':'a'}]}"),
        pod("{'name':'app','env':[{'name':'MODE','value':'b'},{'name':'NEW','value':'y'}]}"),
        "- spec.containers[name=app].env[name=OLD]: x",
        "spec.containers[name=app].env[name=MODE]: a → b",
        "+ spec.containers[name=app].env[name=NEW]: y");
  }

  @Test
  void hidesTheSecretsOfVariablesThatStandTwice() {
    assertChanges(
        pod("{'name':'a','env':[{'name':'A_TOKEN','value':'x'},{'name':'A_TOKEN','value':'y'}]}"),
        pod("{'name':'a','env':[{'name':'A_TOKEN','value':'x'},{'name':'A_TOKEN','value':'z'}]}"),
        "spec.containers[name=a].env[1].value: *** #"
            + DIGEST.shortOf("y")
            + " → *** #"
            + DIGEST.shortOf("z"));
  }

  @Test
  void comparesPortsByNumberAndProtocol() {
    assertChanges(
        pod("{'name':'a','ports':[{'containerPort':80,'protocol':'TCP'}]}"),
        pod(
            "{'name':'a','ports':[{'containerPort':53,'protocol':'UDP','hostPort':53},"
                + "{'containerPort':80,'name':'http'}]}"),
        "- spec.containers[name=a].ports[containerPort=80,protocol=TCP].protocol: TCP",
        "+ spec.containers[name=a].ports[containerPort=80,protocol=TCP].name: http",
        "+ spec.containers[name=a].ports[containerPort=53,protocol=UDP].hostPort: 53");
  }

  @Test
  void takesTheKeysOfAListFromTheManagedFields() {
    String managed =
        "'managedFields':[{'manager':'x','operation':'Apply','fieldsV1':{'f:spec':{'f:shards':"
            + "{'k:{\\'id\\':1}':{'.':{},'f:id':{}},'k:{\\'id\\':2}':{}}}}}]";
    String object = "{'kind':'Db','metadata':{%s},'spec':{'shards':[%s]}}";
    assertChanges(
        object.formatted(managed.replace("\\'", "\\\""), "{'id':1,'size':5},{'id':2,'size':5}"),
        object.formatted("", "{'id':2,'size':5}"),
        "- spec.shards[id=1].size: 5");
  }

  @Test
  void tellsWhatComesAndGoesInAListWithoutKeys() {
    assertChanges(
        pod("{'name':'a','args':['--one','--two','--three']}"),
        pod("{'name':'a','args':['--zero','--one','--drei','--four']}"),
        "+ spec.containers[name=a].args[0]: --zero",
        "spec.containers[name=a].args[2]: --two → --drei",
        "spec.containers[name=a].args[3]: --three → --four");
  }

  @Test
  void tellsThatOnlyTheOrderOfVariablesDiffers() {
    assertChanges(
        pod("{'name':'a','env':[{'name':'A','value':'1'},{'name':'B','value':'$(A)'}]}"),
        pod("{'name':'a','env':[{'name':'B','value':'$(A)'},{'name':'A','value':'1'}]}"),
        "spec.containers[name=a].env (order): name=A, name=B → name=B, name=A");
  }

  @Test
  void seesNoDifferenceInAmountsNumbersAndEmptyThings() {
    assertChanges(
        "{'kind':'Pod','metadata':{'labels':{}},'spec':{'n':1,'containers':[{'name':'a',"
            + "'resources':{'limits':{'cpu':'1000m','memory':'1Gi'}},'args':[]}]}}",
        "{'kind':'Pod','metadata':{},'spec':{'n':1.0,'containers':[{'name':'a','securityContext':{},"
            + "'resources':{'limits':{'cpu':1,'memory':'1024Mi'}}}]}}");
  }

  @Test
  void seesTheDifferenceWhereAnEmptyMapIsAValue() {
    assertChanges(
        "{'kind':'NetworkPolicy','spec':{'ingress':[{'from':[{'podSelector':{}}]}]}}",
        "{'kind':'NetworkPolicy','spec':{'ingress':[{'from':[{'podSelector':{},'namespaceSelector':{}}]}]}}",
        "+ spec.ingress[0].from[0].namespaceSelector: {}");
  }

  @Test
  void tellsEveryFieldOfWhatTakesThePlaceOfSomethingElse() {
    assertChanges(
        "{'apiVersion':'v1','kind':'Secret','data':'x','spec':{'emptyDir':{},'b':{'c':[1]}}}",
        "{'apiVersion':'v1','kind':'Secret','data':{'a':'YQ=='},'spec':{'emptyDir':{'size':1},'b':2}}",
        "- data: x",
        "+ data.a: *** #" + DIGEST.shortOf("a"),
        "+ spec.emptyDir.size: 1",
        "- spec.b.c[0]: 1",
        "+ spec.b: 2");
  }

  @Test
  void tellsTheFieldsThatAnObjectIsMadeOf() {
    assertChanges(
        "{}",
        "{'apiVersion':'v1','kind':'Secret','stringData':{'a':'a'}}",
        "+ apiVersion: v1",
        "+ kind: Secret",
        "+ stringData.a: *** #" + DIGEST.shortOf("a"));
  }

  @Test
  void leavesOutWhatTheClusterWrites() {
    assertChanges(
        "{'kind':'Deployment','status':{'replicas':1},'metadata':{'uid':'1','generation':1,"
            + "'resourceVersion':'5','creationTimestamp':'x','annotations':{"
            + "'deployment.kubernetes.io/revision':'3',"
            + "'kubectl.kubernetes.io/last-applied-configuration':'{}'}}}",
        "{'kind':'Deployment','status':{'replicas':2},'metadata':{'uid':'1','generation':2,"
            + "'resourceVersion':'6','managedFields':[{}],'annotations':{'a.b/c':'d'}}}",
        "+ metadata.annotations[a.b/c]: d");
  }

  @Test
  void masksVariablesByNameAndKnownValuesAnywhere() {
    assertChanges(
        pod("{'name':'a','args':['x'],'env':[{'name':'API_KEY','value':'one'}]}"),
        pod("{'name':'a','args':['--p=hunter22'],'env':[{'name':'API_KEY','value':'two'}]}"),
        "spec.containers[name=a].args[0]: x → --p=*** #" + DIGEST.shortOf("--p=hunter22"),
        "spec.containers[name=a].env[name=API_KEY]: *** #"
            + DIGEST.shortOf("one")
            + " → *** #"
            + DIGEST.shortOf("two"));
  }

  @Test
  void showsOnlyDigestsOfASecret() {
    String same = Base64.getEncoder().encodeToString("s3cret".getBytes(StandardCharsets.UTF_8));
    String secret = "{'apiVersion':'v1','kind':'Secret',%s}";
    List<String> lines =
        lines(
            secret.formatted("'data':{'a':'YQ==','b':'" + same + "'}"),
            secret.formatted("'data':{'b':'Yg=='},'stringData':{'a':'s3cret'}"));
    assertEquals(
        List.of(
            "- data.a: *** #" + DIGEST.shortOf("a"),
            "data.b: *** #" + DIGEST.shortOf("s3cret") + " → *** #" + DIGEST.shortOf("b"),
            "+ stringData.a: *** #" + DIGEST.shortOf("s3cret")),
        lines);
    assertNotEquals(KeyedDigest.random().shortOf("a"), KeyedDigest.random().shortOf("a"));
  }

  @Test
  void showsALongTextLineByLine() {
    String map = "{'apiVersion':'v1','kind':'ConfigMap','data':{'app.conf':'%s'}}";
    String text = "one\\ntwo\\nthree\\nfour\\nfive\\nsix\\nseven\\neight\\n";
    assertChanges(
        map.formatted(text),
        map.formatted(text.replace("five", "fünf").replace("eight", "eight\\npw=hunter22")),
        "data[app.conf]:",
        "  @@ -2,7 +2,10 @@",
        "   two",
        "   three",
        "   four",
        "  -five",
        "  +fünf",
        "   six",
        "   seven",
        "   eight",
        "  +pw=***",
        "  +",
        "  +#"
            + DIGEST.shortOf(
                text.replace("\\n", "\n")
                    .replace("five", "fünf")
                    .replace("eight", "eight\npw=hunter22")));
  }

  @Test
  void tellsTextsFromNumbersAndCutsWhatIsLong() {
    String long1 = "x".repeat(300);
    assertChanges(
        "{'kind':'A','spec':{'a':'80','b':'" + long1 + "','c':'a','d':true}}",
        "{'kind':'A','spec':{'a':80,'b':'','c':'\\u001b[31mred','d':'true'}}",
        "spec.a: \"80\" → 80",
        "spec.b: " + "x".repeat(100) + "… (300 characters, #" + DIGEST.shortOf(long1) + ") → \"\"",
        "spec.c: a → \"\\u001B[31mred\"",
        "spec.d: true → \"true\"");
  }

  @Test
  void tellsThatOnlyLineBreaksDiffer() {
    assertEquals(
        "  only the line breaks at the end of lines differ",
        lines("{'kind':'A','a':'1\\n2'}", "{'kind':'A','a':'1\\n2\\n'}").get(1));
  }

  @Test
  void doesNotCompareTextsOfManyLinesLineByLine() {
    String block = "x\\n".repeat(5000);
    List<String> lines = lines("{'kind':'A','a':'" + block + "'}", "{'kind':'A','a':'y\\nz'}");
    assertEquals("  5000 lines before, 2 after: too long to compare", lines.get(1));
  }

  private static String pod(String containers) {
    return "{'apiVersion':'v1','kind':'Pod','spec':{'containers':[" + containers + "]}}";
  }

  private static void assertChanges(String before, String after, String... expected) {
    assertEquals(String.join("\n", expected), String.join("\n", lines(before, after)));
  }

  private static List<String> lines(String before, String after) {
    LiveObject one = object(before);
    LiveObject other = object(after);
    ShownValues shown = new Disclosure(MASKER, DIGEST).of(other.ref());
    List<FieldChange> changes =
        new ObjectComparison(ListKeys.of(one, other), shown)
            .changes(Noise.without(one), Noise.without(other));
    return changes.stream().flatMap(change -> DiffText.change(change).stream()).toList();
  }

  private static LiveObject object(String json) {
    return new LiveObject(Json.parseObject(json.replace('\'', '"')));
  }
}
