package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Definition;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a server adds to objects by itself, which no reader of a diff wants to see.
 *
 * <p>Only what is known as such counts: a value that the table {@code defaults.txt} (Kubernetes
 * 1.34) or the definition of a custom kind gives at that field, where nobody wrote the field. Of an
 * object that would be applied that is told by the manifest that is sent, of one that lives by the
 * entries {@code Apply} of its {@code managedFields}. Whatever else an object gets beyond its
 * manifest comes from a webhook, a policy, or a newer server, and is shown: that a field stands
 * below one that is new says nothing, as a webhook adds such fields too. The schemas that a server
 * publishes hold hardly any of its defaults, and none that depends on other fields.
 */
final class ServerDefaults {
  static final DefaultFields NONE = new DefaultFields();

  private final Cluster cluster;
  private final Function<ObjectRef, Optional<LiveObject>> live;
  private final Map<String, CompletableFuture<DefaultFields>> custom = new ConcurrentHashMap<>();

  ServerDefaults(Cluster cluster, Function<ObjectRef, Optional<LiveObject>> live) {
    this.cluster = cluster;
    this.live = live;
  }

  /** What is added to objects of a kind; nothing where its definition may not be read. */
  DefaultFields of(ObjectRef ref) {
    return BuiltInKinds.find(ref.apiVersion(), ref.kind()).isPresent()
        ? DefaultTable.of(ref.apiVersion(), ref.kind()).orElse(NONE)
        : custom(ref);
  }

  /** Asks once for a kind; who wants another kind does not wait for it. */
  private DefaultFields custom(ObjectRef ref) {
    CompletableFuture<DefaultFields> mine = new CompletableFuture<>();
    @Nullable CompletableFuture<DefaultFields> first =
        custom.putIfAbsent(ref.apiVersion() + " " + ref.kind(), mine);
    return first == null
        ? mine.completeAsync(() -> defined(ref), Runnable::run).join()
        : first.join();
  }

  private DefaultFields defined(ObjectRef ref) {
    try {
      ObjectRef definition = Definition.of(cluster.kind(ref.apiVersion(), ref.kind()));
      String version = ref.apiVersion().substring(ref.group().length() + 1);
      return live.apply(definition).map(found -> CustomDefaults.of(found, version)).orElse(NONE);
    } catch (DeployException e) {
      return NONE;
    }
  }
}
