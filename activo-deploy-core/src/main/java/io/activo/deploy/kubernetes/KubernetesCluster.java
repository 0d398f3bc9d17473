package io.activo.deploy.kubernetes;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A cluster that is reached over HTTP. */
final class KubernetesCluster implements Cluster {
  private static final int PAGE = 500;
  private static final Duration ESTABLISHED = Duration.ofSeconds(30);

  private static final ApiRequest VERSION = ApiRequest.get(List.of("version"));

  private final ClusterConnection connection;
  private final ApiRequests requests;
  private final Discovery discovery;

  /** As it was told last: it does not change while we look. */
  private volatile Optional<String> gitVersion = Optional.empty();

  private final Retries retries;

  KubernetesCluster(ClusterConnection connection, Retries retries) {
    this.connection = connection;
    this.requests = new ApiRequests(connection, retries);
    this.discovery = new Discovery(requests, retries);
    this.retries = retries;
  }

  static KubernetesCluster connect(ClusterAccess access, Map<String, String> environment) {
    return new KubernetesCluster(ClusterConnection.of(access, environment), Retries.real());
  }

  @Override
  public String describe() {
    String version = askedVersion();
    String name = connection.name().isEmpty() ? "" : ", " + connection.name();
    return connection.server() + (version.isEmpty() ? "" : " (" + version + ")") + name;
  }

  @Override
  public void prepare() {
    connection.client();
  }

  @Override
  public void preconnect() {
    try {
      requests.once(VERSION);
    } catch (DeployException e) {
      // The first call tells.
    }
  }

  @Override
  public ResourceKind kind(String apiVersion, String kind) {
    return discovery.kind(apiVersion, kind, Place.nowhere());
  }

  @Override
  public int concurrency() {
    return ClusterConnection.CONCURRENT;
  }

  @Override
  public ApplyAnswer apply(Manifest manifest, ApplyMode mode) {
    ApiAnswer answer = sent(manifest, mode);
    Subject subject = Subject.of(manifest);
    List<FieldConflict> conflicts = answer.code() == 409 ? FieldConflict.in(answer) : List.of();
    if (!conflicts.isEmpty()) {
      return new ApplyAnswer.Conflicted(conflicts, requests.problem(answer, subject));
    }
    if (answer.code() == 422 || answer.untyped()) {
      List<ApplyAnswer.Cause> causes = answer.causes().stream().map(this::cause).toList();
      return new ApplyAnswer.Invalid(causes, requests.problem(answer, subject));
    }
    ApiAnswer accepted = requests.accepted(answer, subject);
    LiveObject object = accepted.object();
    if (Definition.is(manifest.ref()) && !mode.dryRun()) {
      object = established(object, subject);
    }
    return new ApplyAnswer.Accepted(
        object, accepted.code() == 201, accepted.afterLoss(), accepted.warnings());
  }

  /** Until then its kind is not served (Kubernetes documentation, "Custom Resources"). */
  private LiveObject established(LiveObject applied, Subject subject) {
    Definition definition = new Definition(applied);
    discovery.expect(definition);
    if (definition.established()) {
      return applied;
    }
    return retries
        .until(
            ESTABLISHED, () -> get(applied.ref()).filter(now -> new Definition(now).established()))
        .orElseThrow(
            () -> {
              Definition last = new Definition(get(applied.ref()).orElse(applied));
              return new DeployException(last.unestablished(subject.where()));
            });
  }

  private ApplyAnswer.Cause cause(LiveObject cause) {
    return new ApplyAnswer.Cause(cause.text("field"), cause.text("reason"), cause.text("message"));
  }

  private ApiAnswer sent(Manifest manifest, ApplyMode mode) {
    ApiRequest request =
        ApiRequest.apply(path(manifest.ref(), Subject.of(manifest)), Json.print(manifest.content()))
            .with("fieldManager", FIELD_MANAGER)
            .with("fieldValidation", "Strict")
            .with("force", String.valueOf(mode.force()));
    return requests.send(mode.dryRun() ? request.with("dryRun", "All") : request);
  }

  @Override
  public Optional<Identity> identity() {
    return Identity.ask(requests);
  }

  @Override
  public Optional<KubernetesVersion> version() {
    return gitVersion
        .or(() -> new Problems().collect(this::askedVersion))
        .flatMap(KubernetesVersion::parse);
  }

  private String askedVersion() {
    Subject subject = new Subject("its version", Place.of(connection.server()), false);
    String version = requests.get(VERSION, subject).object().text("gitVersion");
    gitVersion = Optional.of(version);
    return version;
  }

  @Override
  public boolean delete(ObjectRef ref, String uid) {
    Subject subject = Subject.of(ref);
    String options =
        Json.print(Map.of("propagationPolicy", "Foreground", "preconditions", Map.of("uid", uid)));
    ApiAnswer answer = requests.send(ApiRequest.delete(path(ref, subject), options));
    return answer.code() != 404 && current(answer, subject).ok();
  }

  @Override
  public LiveObject replaceManagers(LiveObject live, List<Object> managedFields) {
    ObjectRef ref = live.ref();
    Subject subject = Subject.of(ref);
    String version = live.text("metadata", "resourceVersion");
    String operations =
        Json.print(
            List.of(
                operation("replace", "/metadata/managedFields", managedFields),
                operation("replace", "/metadata/resourceVersion", version)));
    ApiRequest request =
        ApiRequest.jsonPatch(path(ref, subject), operations).with("fieldManager", FIELD_MANAGER);
    return current(requests.send(request), subject).object();
  }

  private ApiAnswer current(ApiAnswer answer, Subject subject) {
    if (answer.code() == 409) {
      throw new Outdated(
          Problem.of(
              subject.name() + " has been changed by another meanwhile",
              subject.where(),
              "see who else changes it, and deploy again"));
    }
    return requests.accepted(answer, subject);
  }

  private static Map<String, Object> operation(String op, String path, Object value) {
    return Map.of("op", op, "path", path, "value", value);
  }

  @Override
  public Optional<LiveObject> get(ObjectRef ref) {
    Subject subject = Subject.of(ref);
    ApiAnswer answer = requests.get(ApiRequest.get(path(ref, subject)), subject);
    return answer.ok() ? Optional.of(answer.object()) : Optional.empty();
  }

  @Override
  public List<LiveObject> list(
      String apiVersion, String kind, String namespace, Map<String, String> labels) {
    List<LiveObject> all = new ArrayList<>();
    visit(discovery.kind(apiVersion, kind, Place.nowhere()), namespace, labels, all::add);
    return all;
  }

  @Override
  public void visit(
      String apiVersion, String kind, String namespace, Predicate<LiveObject> visitor) {
    visit(discovery.kind(apiVersion, kind, Place.nowhere()), namespace, Map.of(), visitor);
  }

  private void visit(
      ResourceKind kind,
      String namespace,
      Map<String, String> labels,
      Predicate<LiveObject> visitor) {
    ApiRequest request =
        ApiRequest.get(ApiRequest.collection(kind, namespace)).with("limit", String.valueOf(PAGE));
    if (!labels.isEmpty()) {
      request = request.with("labelSelector", selector(labels));
    }
    Subject subject = new Subject(kind.plural(), Place.of(kind.plural()), false);
    String next = "";
    boolean more = true;
    while (more) {
      ApiRequest page = next.isEmpty() ? request : request.with("continue", next);
      LiveObject list = requests.accepted(requests.send(page), subject).object();
      next = list.text("metadata", "continue");
      more =
          list.objects("items").stream().map(item -> typed(item, kind)).allMatch(visitor)
              && !next.isEmpty();
    }
  }

  @Override
  public List<String> log(
      String namespace, String pod, String container, boolean previous, int lines) {
    ObjectRef ref = new ObjectRef("v1", "Pod", namespace, pod);
    List<String> path = new ArrayList<>(path(ref, Subject.of(ref)));
    path.add("log");
    ApiRequest request =
        ApiRequest.get(path)
            .with("container", container)
            .with("tailLines", String.valueOf(lines))
            .with("previous", String.valueOf(previous));
    ApiAnswer answer = requests.send(request);
    if (answer.code() == 400 || answer.code() == 404) {
      return List.of();
    }
    return requests.accepted(answer, Subject.of(ref)).body().lines().toList();
  }

  @Override
  public void close() {
    requests.close();
  }

  private List<String> path(ObjectRef ref, Subject subject) {
    ResourceKind kind = discovery.kind(ref.apiVersion(), ref.kind(), subject.where());
    if (kind.namespaced() && ref.namespace().isEmpty()) {
      throw new DeployException(
          Problem.of("no namespace is known for " + ref, subject.where(), "set a namespace"));
    }
    return ApiRequest.object(kind, ref);
  }

  private static String selector(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(","));
  }

  /** The items of a list have no type of their own. */
  private static LiveObject typed(LiveObject item, ResourceKind kind) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("apiVersion", kind.apiVersion());
    content.put("kind", kind.kind());
    content.putAll(item.content());
    return new LiveObject(content);
  }
}
