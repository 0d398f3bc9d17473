package io.activo.deploy.kubernetes;

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

  /** {@code Deployment web}, as people say it. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
