package io.activo.deploy.kubernetes;

import io.activo.deploy.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes to a real cluster under any manager's name, in any way. */
public final class OtherManagers implements AutoCloseable {
  private final ApiRequests requests;
  private final Discovery discovery;

  public OtherManagers(Path kubeconfig) {
    ClusterConnection connection =
        ClusterConnection.of(
            new ClusterAccess.Context(Optional.empty(), Optional.empty()),
            Map.of("KUBECONFIG", kubeconfig.toString()));
    requests = new ApiRequests(connection, Retries.real());
    discovery = new Discovery(requests, Retries.real());
  }

  /** Server-side apply, by force; the object afterwards, if the server took it. */
  public Optional<LiveObject> apply(Manifest manifest, String manager) {
    ApiRequest request =
        ApiRequest.apply(path(manifest), Json.print(manifest.content())).with("force", "true");
    return sent(request.with("fieldManager", manager));
  }

  /** A JSON merge patch with the fields of a manifest (RFC 7386). */
  public Optional<LiveObject> merge(Manifest manifest, String manager) {
    ApiRequest.Body body =
        new ApiRequest.Body(
            "PATCH", "application/merge-patch+json", Json.print(manifest.content()));
    ApiRequest request = new ApiRequest(path(manifest), Map.of(), Optional.of(body));
    return sent(request.with("fieldManager", manager));
  }

  /** A JSON patch that removes what stands at a pointer (RFC 6902). */
  public Optional<LiveObject> remove(Manifest manifest, String pointer, String manager) {
    String operations = Json.print(List.of(Map.of("op", "remove", "path", pointer)));
    return sent(ApiRequest.jsonPatch(path(manifest), operations).with("fieldManager", manager));
  }

  private Optional<LiveObject> sent(ApiRequest request) {
    ApiAnswer answer = requests.send(request);
    return answer.ok() ? Optional.of(answer.object()) : Optional.empty();
  }

  private List<String> path(Manifest manifest) {
    ObjectRef ref = manifest.ref();
    return ApiRequest.object(
        discovery.kind(ref.apiVersion(), ref.kind(), manifest.place()), manifest.ref());
  }

  @Override
  public void close() {
    requests.close();
  }
}
