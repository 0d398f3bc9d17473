package io.activo.deploy.kubernetes;

/**
 * A kind of object as a cluster serves it.
 *
 * @param apiVersion {@code v1}, {@code apps/v1}, …
 * @param kind {@code Deployment}
 * @param plural the name in URLs: {@code deployments}
 * @param namespaced whether its objects live in namespaces
 */
public record ResourceKind(String apiVersion, String kind, String plural, boolean namespaced) {}
