package io.activo.deploy.kubernetes;

import static java.util.Collections.nCopies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ApiServer.Answer;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to an API server, and what is made of answers that a real one rarely gives. */
class ApiRequestsTest {
  private static final String MAP = "/api/v1/namespaces/shop/configmaps/settings";
  private static final String STORED =
      "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"settings\","
          + "\"resourceVersion\":\"7\"},\"data\":{\"a\":\"b\"}}";

  private ApiServer server;
  private KubernetesCluster cluster;

  @BeforeEach
  void start() throws IOException {
    server = new ApiServer();
    cluster = server.cluster();
  }

  @AfterEach
  void stop() {
    cluster.close();
    server.close();
  }

  @Test
  void sendsServerSideApply() {
    server.answers("PATCH " + MAP, new Answer(201, STORED));
    assertEquals(Applied.Change.CREATED, OneObject.apply(cluster, settings()).change());
    assertGolden("apply.txt");
  }

  @Test
  void readsListsAndLogs() {
    String pods = "/api/v1/namespaces/shop/pods";
    server
        .answers("GET " + MAP, new Answer(200, STORED))
        .answers(
            "GET " + pods,
            new Answer(200, "{\"metadata\":{\"continue\":\"c=1\"},\"items\":[{\"a\":1}]}"),
            new Answer(200, "{\"metadata\":{},\"items\":[{\"b\":2}]}"))
        .answers("GET " + pods + "/web-1/log", new Answer(200, "one\ntwo\n"));
    assertEquals("7", cluster.get(map()).orElseThrow().text("metadata", "resourceVersion"));
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("app", "web");
    labels.put("example.org/track", "canary");
    List<LiveObject> listed = cluster.list("v1", "Pod", "shop", labels);
    assertEquals(
        List.of(
            Map.of("apiVersion", "v1", "kind", "Pod", "a", 1),
            Map.of("apiVersion", "v1", "kind", "Pod", "b", 2)),
        listed.stream().map(LiveObject::content).toList());
    assertEquals(List.of("one", "two"), cluster.log("shop", "web-1", "app", true, 20));
    assertGolden("read.txt");
  }

  /** A check of many objects would take minutes otherwise. */
  @Test
  void waitsOnceForAWebhookThatIsDown() {
    Answer down = new Answer(500, failedCalling("down.example.org"));
    server.answers("GET /version", new Answer(200, "{\"gitVersion\":\"v1.34.4\"}"));
    cluster.describe();
    server.answers("PATCH " + MAP, down);
    assertThrows(DeployException.class, () -> OneObject.apply(cluster, settings()));
    int waited = server.pauses.size();
    assertTrue(waited > 1, "waited " + waited);
    assertThrows(DeployException.class, () -> OneObject.apply(cluster, settings()));
    assertEquals(waited, server.pauses.size());
    Answer other = new Answer(500, failedCalling("other.example.org"));
    server.answers("PATCH " + MAP, other, new Answer(200, STORED));
    assertEquals(Applied.Change.CHANGED, OneObject.apply(cluster, settings()).change());
    assertEquals(waited + 1, server.pauses.size());
  }

  private static String failedCalling(String webhook) {
    return Json.print(
        Map.of(
            "kind",
            "Status",
            "reason",
            "InternalError",
            "message",
            "Internal error occurred: failed calling webhook \""
                + webhook
                + "\": failed to call webhook: connection refused"));
  }

  @Test
  void describesTheServer() {
    server.answers("GET /version", new Answer(200, "{\"gitVersion\":\"v1.34.4\"}"));
    assertEquals(server.address() + " (v1.34.4)", cluster.describe());
  }

  @Test
  void onlyOurOwnFieldsTellAChange() {
    String ours =
        """
        {"metadata":{"resourceVersion":"7","managedFields":[
          {"manager":"other","operation":"Update","fieldsV1":{"f:status":{}}},
          {"manager":"activo-deploy","operation":"Apply","fieldsV1":
            {"f:data":{".":{},"f:a":{}},"f:ports":{"k:{\\"port\\":80}":{".":{},"f:name":{}}}}}]},
         "data":{"a":"b"},"ports":[{"port":1,"name":"x"},{"port":80,"name":"web"}],"status":1}""";
    List<String> unchanged =
        List.of(
            ours,
            ours.replace("\"7\"", "\"8\"").replace("\"status\":1", "\"status\":2"),
            ours.replace("\"b\"", "\"b\",\"theirs\":\"x\""),
            ours.replace("\"x\"", "\"y\""));
    List<String> changed =
        List.of(
            ours.replace("\"b\"", "\"c\""),
            ours.replace("\"web\"", "\"www\""),
            ours.replace("\"f:a\":{}", "\"f:a\":{},\"f:c\":{}"),
            STORED);
    server.answers("GET " + MAP, new Answer(200, ours));
    unchanged.forEach(after -> assertEquals(Applied.Change.UNCHANGED, changeTo(after), after));
    changed.forEach(after -> assertEquals(Applied.Change.CHANGED, changeTo(after), after));
  }

  @Test
  void anObjectInWhichWeOwnNothingIsUnchangedWhenItsVersionIs() {
    String bare = "{\"metadata\":{\"resourceVersion\":\"7\"}}";
    server.answers("GET " + MAP, new Answer(200, bare));
    assertEquals(Applied.Change.UNCHANGED, changeTo(bare));
    assertEquals(Applied.Change.CHANGED, changeTo(bare.replace("7", "8")));
  }

  private Applied.Change changeTo(String after) {
    server.answers("PATCH " + MAP, new Answer(200, after));
    return OneObject.apply(cluster, settings()).change();
  }

  @Test
  void appliesAnObjectThatMayNotBeRead() {
    server
        .answers("GET " + MAP, new Answer(403, "{\"message\":\"no\"}"))
        .answers("PATCH " + MAP, new Answer(200, STORED));
    assertEquals(Applied.Change.CHANGED, OneObject.apply(cluster, settings()).change());
  }

  @Test
  void tellsWarnings() {
    Map<String, String> warning =
        Map.of("Warning", "299 - \"v1 is \\\"old\\\", use v2\", 299 - \"and so on\"");
    server.answers("PATCH " + MAP, new Answer(201, STORED, warning));
    assertEquals(
        List.of("v1 is \"old\", use v2", "and so on"),
        OneObject.apply(cluster, settings()).warnings());
  }

  @Test
  void waitsAsLongAsABusyServerAsks() {
    server.answers(
        "PATCH " + MAP,
        new Answer(429, "", Map.of("Retry-After", "3")),
        new Answer(429, ""),
        new Answer(201, STORED));
    OneObject.apply(cluster, settings());
    assertEquals(List.of(Duration.ofSeconds(3), Duration.ofMillis(500)), server.pauses);
  }

  @Test
  void waitsEvenWhenAServerAsksForNoWait() {
    Answer busy = new Answer(429, "", Map.of("Retry-After", "0"));
    server.answers("PATCH " + MAP, busy, busy, new Answer(201, STORED));
    OneObject.apply(cluster, settings());
    assertEquals(List.of(Duration.ofMillis(250), Duration.ofMillis(500)), server.pauses);
  }

  @Test
  void waitsLongerEachTime() {
    server.answers(
        "PATCH " + MAP,
        new Answer(503, "apiserver not ready"),
        new Answer(502, "<html>"),
        new Answer(504, ""),
        new Answer(500, "{\"message\":\"etcdserver: leader changed\"}"),
        new Answer(409, "{\"reason\":\"Conflict\",\"message\":\"the object has been modified\"}"),
        new Answer(201, STORED));
    assertEquals(Applied.Change.CREATED, OneObject.apply(cluster, settings()).change());
    assertEquals(
        List.of(250L, 500L, 1000L, 2000L, 4000L),
        server.pauses.stream().map(Duration::toMillis).toList());
  }

  @Test
  void survivesBrokenConnections() {
    Answer broken = new Answer(0, "");
    server.answers("PATCH " + MAP, broken, broken, broken, broken, new Answer(201, STORED));
    assertEquals(Applied.Change.CREATED, OneObject.apply(cluster, settings()).change());
    assertEquals(5, server.count("PATCH"));
  }

  @Test
  void survivesAServerThatIsAwayForTwentySeconds() {
    List<Answer> answers = new ArrayList<>(nCopies(11, new Answer(0, "")));
    answers.add(new Answer(201, STORED));
    server.answers("PATCH " + MAP, answers.toArray(Answer[]::new));
    assertEquals(Applied.Change.CREATED, OneObject.apply(cluster, settings()).change());
    Duration waited = server.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertEquals(Duration.ofMillis(23_750), waited);
  }

  @Test
  void makesNoConnectionAfterItIsClosed() {
    cluster.close();
    cluster.preconnect();
    assertThrows(DeployException.class, cluster::describe);
    assertEquals(List.of(), server.received());
  }

  @Test
  void preconnectsByAskingForTheVersionOnce() {
    server.answers("GET /version", new Answer(503, ""));
    cluster.preconnect();
    assertEquals(1, server.received().size());
    assertEquals(1, server.count("GET /version"));
    assertEquals(List.of(), server.pauses);
  }

  @Test
  void neverFailsWhenItPreconnects() {
    server.close();
    cluster.preconnect();
    assertThrows(DeployException.class, cluster::describe);
  }

  @Test
  void whatALostAnswerWasAboutCountsAsCreated() {
    server.answers("PATCH " + MAP, new Answer(0, ""), new Answer(200, STORED));
    assertEquals(Applied.Change.CREATED, OneObject.apply(cluster, settings()).change());
  }

  @Test
  void whatAnAnswerThatBrokeOffWasAboutCountsAsCreated() {
    server.answers(
        "PATCH " + MAP, new Answer(201, STORED, Map.of("Cut", "")), new Answer(200, STORED));
    assertEquals(Applied.Change.CREATED, OneObject.apply(cluster, settings()).change());
    assertEquals(2, server.count("PATCH"));
  }

  @Test
  void whatAGatewayLostCountsAsCreated() {
    server.answers("PATCH " + MAP, new Answer(502, ""), new Answer(200, STORED));
    assertEquals(Applied.Change.CREATED, OneObject.apply(cluster, settings()).change());
  }

  @Test
  void whatWasThereBeforeDoesNotCountAsCreatedThoughAnAnswerWasLost() {
    server.answers("GET " + MAP, new Answer(200, STORED));
    server.answers("PATCH " + MAP, new Answer(0, ""), new Answer(200, STORED));
    assertEquals(Applied.Change.UNCHANGED, OneObject.apply(cluster, settings()).change());
  }

  @Test
  void givesUpWithinHalfAMinute() {
    server.answers("PATCH " + MAP, new Answer(503, "{\"message\":\"not ready\"}"));
    DeployException refused =
        assertThrows(DeployException.class, () -> OneObject.apply(cluster, settings()));
    assertEquals(
        """
        deploy/settings.yml:3:1: the cluster refused ConfigMap settings in namespace shop (503); \
        see what the API server's log says
            not ready""",
        refused.getMessage());
    Duration waited = server.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(waited.compareTo(Duration.ofSeconds(30)) <= 0, waited.toString());
    assertTrue(waited.compareTo(Duration.ofSeconds(20)) >= 0, waited.toString());
  }

  @Test
  void aServerThatNeverAnsweredIsGivenUpSooner() {
    server.close();
    DeployException refused = assertThrows(DeployException.class, cluster::describe);
    assertEquals(
        server.address()
            + ": the server refused the connection (4 attempts); check that the cluster runs and"
            + " that the address and port are right",
        refused.getMessage());
  }

  @Test
  void saysThatTheConnectionBroke() {
    server.answers("GET /version", new Answer(0, ""));
    DeployException refused = assertThrows(DeployException.class, cluster::describe);
    assertEquals(
        server.address()
            + ": the connection broke: unexpected end of stream on "
            + server.address()
            + "/... (4 attempts); try again; check the network",
        refused.getMessage());
    assertEquals(4, server.count("GET /version"));
  }

  @Test
  void doesNotRepeatWhatStaysRefused() {
    String unknown =
        "{\"message\":\"failed to create typed patch object (shop/settings; v1, Kind=ConfigMap):"
            + " .dat: field not declared in schema\",\"code\":500}";
    server.answers("PATCH " + MAP, new Answer(500, unknown));
    assertRefused(
        "deploy/settings.yml:3:1: ConfigMap settings in namespace shop has no field .dat; correct"
            + " the field's name or remove it");
    assertEquals(1, server.count("PATCH"));
  }

  @Test
  void doesNotRepeatWhatIsNoQuantityOrBase64() {
    String said =
        "failed to convert new object (/a; /v1, Kind=ConfigMap) to proper version: error decoding"
            + " from json: illegal base64 data at input byte 3";
    server.answers("PATCH " + MAP, new Answer(500, "{\"message\":\"" + said + "\",\"code\":500}"));
    assertRefused(
        "deploy/settings.yml:3:1: the cluster does not accept ConfigMap settings in namespace shop;"
            + " correct the fields named below\n    "
            + said);
    assertEquals(1, server.count("PATCH"));
  }

  @Test
  void quotesAWebhooksDenial() {
    server.answers(
        "PATCH " + MAP,
        new Answer(
            400,
            "{\"message\":\"admission webhook \\\"policy.example.org\\\" denied the request: no"
                + " label 'owner'\",\"code\":400}"));
    assertRefused(
        """
        deploy/settings.yml:3:1: admission webhook 'policy.example.org' denied ConfigMap settings \
        in namespace shop; change the manifest so that it meets the cluster's policy
            admission webhook "policy.example.org" denied the request: no label 'owner'""");
  }

  @Test
  void namesEveryFieldThatAnotherManagerOwns() {
    server.answers(
        "PATCH " + MAP,
        new Answer(
            409,
            """
            {"reason":"Conflict","code":409,"details":{"causes":[
              {"reason":"FieldManagerConflict","field":".data.a",
               "message":"conflict with \\"kubectl-edit\\" using v1"},
              {"reason":"FieldManagerConflict","field":".spec.replicas",
               "message":"conflict with \\"hpa\\" with subresource \\"scale\\" using v1"}]}}"""));
    assertRefused(
        """
        deploy/settings.yml:3:1: 2 fields of ConfigMap settings in namespace shop belong to other \
        managers; leave the field out of the manifest to keep the other's value, or have the other \
        manager give it up
            .data.a is managed by kubectl-edit
            .spec.replicas is managed by hpa (scale)""");
  }

  @Test
  void saysThatTheCredentialsAreNotAccepted() {
    server.answers("GET /api/v1", new Answer(401, "{\"message\":\"Unauthorized\"}"));
    assertRefused(
        "the cluster does not accept the credentials; renew the token or the client certificate");
  }

  @Test
  void aRefusalFromWhichOneMayGoOnHasATypeOfItsOwn() {
    assertRefusedAs(DeployException.class, 400, "{}");
    assertRefusedAs(DeployException.class, 404, "{}");
    assertRefusedAs(Forbidden.class, 403, "{\"message\":\"no\"}");
    assertRefusedAs(NoNamespace.class, 404, "{\"details\":{\"kind\":\"namespaces\"}}");
    assertRefusedAs(
        NoDryRun.class,
        400,
        "{\"message\":\"admission webhook \\\"w\\\" does not support dry run\"}");
  }

  private void assertRefusedAs(Class<? extends DeployException> type, int code, String body) {
    server.answers("PATCH " + MAP, new Answer(code, body));
    assertThrowsExactly(type, () -> cluster.apply(settings(), ApplyMode.DRY_RUN));
  }

  @Test
  void aGivenTokenIsNotSentAgain() {
    server.answers("GET /version", new Answer(401, "{}"));
    assertThrows(DeployException.class, cluster::describe);
    assertEquals(1, server.count("GET /version"));
  }

  @Test
  void aProxysAnswerIsQuotedInOneLine() {
    server.answers("PATCH " + MAP, new Answer(413, "\n<html>too large\n<body>\n"));
    assertRefused(
        """
        deploy/settings.yml:3:1: the cluster refused ConfigMap settings in namespace shop (413)
            <html>too large""");
  }

  @Test
  void showsNeitherATokenNorASecretsContents() {
    String secret = "/api/v1/namespaces/shop/secrets/keys";
    ObjectRef ref = new ObjectRef("v1", "Secret", "shop", "keys");
    Map<String, Object> content = Map.of("data", Map.of("a", "hunter2"));
    Manifest manifest = new Manifest(ref, content, Place.in("s.yml", 1, 1));
    for (int code : List.of(400, 403, 404, 413, 422, 500)) {
      server.answers(
          "PATCH " + secret,
          new Answer(
              code,
              "{\"message\":\"cannot decode hunter2\",\"details\":{\"causes\":[{\"field\":\"data\","
                  + "\"reason\":\"FieldValueInvalid\",\"message\":\"Invalid value: hunter2\"}]}}"));
      DeployException refused =
          assertThrows(DeployException.class, () -> OneObject.apply(cluster, manifest));
      StringWriter trace = new StringWriter();
      refused.printStackTrace(new PrintWriter(trace));
      assertFalse(trace.toString().contains("hunter2"), trace.toString());
      assertFalse(trace.toString().contains(ApiServer.TOKEN), trace.toString());
    }
  }

  @Test
  void sendsAsIsWhatANameHolds() {
    server
        .answers("GET /apis/r/v1", new Answer(200, role()))
        .answers("GET /apis/r/v1/roles/system:a%20b%3F", new Answer(200, "{\"x\":1}"));
    ObjectRef ref = new ObjectRef("r/v1", "Role", "", "system:a b?");
    assertEquals(Optional.of(new LiveObject(Map.of("x", 1))), cluster.get(ref));
    ObjectRef elsewhere = new ObjectRef("r/v1", "Role", "", "..");
    assertThrows(DeployException.class, () -> cluster.get(elsewhere));
  }

  @Test
  void aKindThatAppearsLaterIsFound() {
    server.answers("GET /apis/r/v1", new Answer(404, "{}"), new Answer(200, role()));
    assertThrows(DeployException.class, () -> cluster.kind("r/v1", "Role"));
    assertEquals("roles", cluster.kind("r/v1", "Role").plural());
    assertEquals("roles", cluster.kind("r/v1", "Role").plural());
    assertEquals(2, server.count("GET /apis/r/v1"));
  }

  @Test
  void noThreadThatKeepsAJvmAliveIsLeft() {
    server.answers("GET /version", new Answer(200, "{}"));
    cluster.describe();
    cluster.close();
    List<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().contains("OkHttp") && !thread.isDaemon())
            .map(Thread::getName)
            .toList();
    assertEquals(List.of(), left);
  }

  private static String role() {
    return "{\"resources\":[{\"name\":\"roles\",\"kind\":\"Role\",\"namespaced\":false}]}";
  }

  private static ObjectRef map() {
    return new ObjectRef("v1", "ConfigMap", "shop", "settings");
  }

  private static Manifest settings() {
    return new Manifest(map(), Json.parseObject(STORED), Place.in("deploy/settings.yml", 3, 1));
  }

  private void assertRefused(String text) {
    DeployException refused =
        assertThrows(DeployException.class, () -> OneObject.apply(cluster, settings()));
    assertEquals(text, refused.getMessage());
  }

  private void assertGolden(String name) {
    assertEquals(golden(name), String.join("\n---\n", server.received()) + "\n");
  }

  private static String golden(String name) {
    try (var in = ApiRequestsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
