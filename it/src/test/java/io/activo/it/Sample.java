package io.activo.it;

import java.util.Map;

/** What the CI of the sample has set. */
final class Sample {
  static final Map<String, String> STAGING =
      Map.of(
          "GCLOUD_ACTIVO_PROJECT", "activo-1",
          "DEPLOY_STAGING_ENV", "staging",
          "K8S_STAGING_STATIC_IP", "activo-staging",
          "ACTIVO_WEB_STAGING_URL", "staging.activo.example",
          "ACTIVO_API_STAGING_URL", "api-staging.activo.example",
          "STAGING_DB_URL", "postgresql://activo:p4ssw0rdOfStaging@db.staging:5432/activo",
          "K8S_CLUSTER_STAGING", "staging-context");

  static final Map<String, String> PRODUCTION =
      Map.of(
          "GCLOUD_ACTIVO_PROJECT", "activo-1",
          "DEPLOY_PROD_ENV", "production",
          "K8S_PROD_STATIC_IP", "activo-production",
          "ACTIVO_WEB_PROD_URL", "activo.example",
          "ACTIVO_API_PROD_URL", "api.activo.example",
          "PROD_DB_URL", "postgresql://activo:p4ssw0rdOfProduction@db.prod:5432/activo",
          "K8S_CLUSTER_PROD", "production-context",
          "KUBECONFIG_PROD", kubeconfig("production-context"));

  private Sample() {}

  /** A kubeconfig of a cluster that never answers. */
  static String kubeconfig(String context) {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: far, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: ci, user: {token: t0kenOfTheCi}}]
        contexts: [{name: %s, context: {cluster: far, user: ci}}]
        """
        .formatted(context);
  }
}
