package io.activo.deploy.kubernetes.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks Services. */
record ServiceCheck(ValueCheck values) {

  void check(Field spec) {
    String type = spec.child("type").textOr("ClusterIP");
    List<Field> ports = spec.child("ports").items();
    boolean headless = spec.child("clusterIP").textOr("").equals("None");
    if (type.equals("ExternalName")) {
      values.written(spec.child("externalName"));
    } else if (!headless) {
      values.written(spec.child("ports"));
    }
    if (headless && List.of("NodePort", "LoadBalancer").contains(type)) {
      values.refuse(spec.child("clusterIP"), "cannot be None in a Service of type " + type, "");
    }
    if (List.of("ClusterIP", "ExternalName").contains(type)) {
      values.absent(spec.child("externalTrafficPolicy"), "the Service is of type " + type);
    }
    values.labels(spec.child("selector"));
    values.unique(ports, "name");
    Set<String> seen = new HashSet<>();
    for (Field port : ports) {
      checkPort(port, ports.size() > 1);
      String key = port.child("port").value() + "/" + port.child("protocol").textOr("TCP");
      if (!seen.add(key)) {
        String what = "is port " + key + " again";
        values.refuse(port, SchemaRule.DUPLICATE_KEY, what, "remove one of the two");
      }
    }
  }

  private void checkPort(Field port, boolean named) {
    if (named) {
      values.written(port.child("name"));
    }
    values.name(port.child("name"), Names.orEmpty(Names.DNS_LABEL));
    values.port(port.child("port"));
    if (port.child("targetPort").numberOr(1) != 0) {
      values.portOrName(port.child("targetPort"));
    }
    if (port.child("nodePort").numberOr(0) != 0) {
      values.port(port.child("nodePort"));
    }
  }
}
