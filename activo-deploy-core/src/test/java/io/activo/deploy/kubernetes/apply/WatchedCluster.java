package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.Cluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster that keeps which of its methods were called, and may answer some of them itself. */
final class WatchedCluster {
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final Cluster within;

  private final Map<String, Before> before = new HashMap<>();

  /** What comes before a call: an answer instead of the cluster's, or none. */
  interface Before {
    Optional<Object> call(Object[] arguments) throws Exception;
  }

  WatchedCluster(Cluster within) {
    this.within = within;
  }

  WatchedCluster with(String method, Before call) {
    before.put(method, call);
    return this;
  }

  Cluster cluster() {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              Optional<Object> own =
                  before.getOrDefault(method.getName(), any -> Optional.empty()).call(arguments);
              try {
                return own.isPresent() ? own.orElseThrow() : method.invoke(within, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** How often a method was called since the last question. */
  int taken(String method) {
    synchronized (calls) {
      int count = Collections.frequency(calls, method);
      calls.clear();
      return count;
    }
  }
}
