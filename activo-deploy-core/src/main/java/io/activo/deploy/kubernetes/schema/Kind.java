package io.activo.deploy.kubernetes.schema;

import java.util.function.Supplier;

/**
 * A kind in one API version.
 *
 * @param apiVersion {@code apps/v1}
 * @param name {@code Deployment}
 * @param namespaced whether its objects live in namespaces
 * @param shape what an object of it may hold
 */
record Kind(String apiVersion, String name, boolean namespaced, Supplier<Shape> shape) {

  /** {@code apps/v1 Deployment}. */
  String fullName() {
    return apiVersion + " " + name;
  }

  String group() {
    return group(apiVersion);
  }

  static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
