package io.activo.deploy.kubernetes;

import org.jspecify.annotations.Nullable;

/**
 * The name of one Kubernetes object.
 *
 * @param apiVersion {@code v1}, {@code apps/v1}, …
 * @param kind {@code Deployment}, …
 * @param namespace empty for an object of the whole cluster, and as long as none is known
 * @param name the object's name
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {

  /** The part of the API version before the slash; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** The same name in another namespace. */
  public ObjectRef in(String otherNamespace) {
    return new ObjectRef(apiVersion, kind, otherNamespace, name);
  }

  // What every map of a deploy is looked up by: a record's own are linked when they are first run,
  // which takes longer than all look-ups of a deploy.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectRef ref
        && name.equals(ref.name)
        && kind.equals(ref.kind)
        && namespace.equals(ref.namespace)
        && apiVersion.equals(ref.apiVersion);
  }

  @Override
  public int hashCode() {
    int hash = 31 * name.hashCode() + kind.hashCode();
    return 31 * (31 * hash + namespace.hashCode()) + apiVersion.hashCode();
  }

  /** {@code Deployment web}, as people say it. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
