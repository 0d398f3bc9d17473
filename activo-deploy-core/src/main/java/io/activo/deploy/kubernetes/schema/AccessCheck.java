package io.activo.deploy.kubernetes.schema;

import java.util.List;

/** Checks roles and their bindings. */
record AccessCheck(ValueCheck values) {
  private static final List<String> GROUP = List.of("rbac.authorization.k8s.io");

  void check(Field object, String kind) {
    if (kind.equals("Role") || kind.equals("ClusterRole")) {
      object.child("rules").items().forEach(rule -> checkRule(rule, kind.equals("Role")));
    } else if (kind.equals("RoleBinding") || kind.equals("ClusterRoleBinding")) {
      boolean cluster = kind.equals("ClusterRoleBinding");
      Field role = object.child("roleRef");
      values.oneOf(
          role.child("kind"), cluster ? List.of("ClusterRole") : List.of("Role", "ClusterRole"));
      values.oneOf(role.child("apiGroup"), GROUP);
      values.written(role.child("name"), object, "roleRef");
      object.child("subjects").items().forEach(subject -> checkSubject(subject, cluster));
    }
  }

  private void checkRule(Field rule, boolean namespaced) {
    values.written(rule.child("verbs"));
    Field urls = rule.child("nonResourceURLs");
    if (urls.isEmpty()) {
      values.written(rule.child("apiGroups"));
      values.written(rule.child("resources"));
    } else if (namespaced) {
      values.absent(urls, "a Role is for resources; a ClusterRole may have them");
    }
  }

  private void checkSubject(Field subject, boolean cluster) {
    String kind = subject.child("kind").textOr("");
    values.written(subject.child("name"));
    values.oneOf(subject.child("kind"), List.of("ServiceAccount", "User", "Group"));
    if (kind.equals("ServiceAccount")) {
      values.name(subject.child("name"), Names.DNS_SUBDOMAIN);
      if (cluster) {
        values.written(subject.child("namespace"));
      }
    } else {
      values.oneOf(subject.child("apiGroup"), GROUP);
    }
  }
}
