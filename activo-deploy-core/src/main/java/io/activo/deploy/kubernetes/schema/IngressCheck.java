package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.KubernetesVersion;
import java.util.List;

/** Checks Ingresses and NetworkPolicies. */
record IngressCheck(ValueCheck values, KubernetesVersion version) {

  void check(Field object, String kind) {
    Field spec = object.child("spec");
    if (kind.equals("Ingress")) {
      checkIngress(spec);
    } else if (kind.equals("NetworkPolicy")) {
      checkPolicy(spec);
    }
  }

  private void checkPolicy(Field spec) {
    values.selector(spec.child("podSelector"));
    for (String way : List.of("ingress", "egress")) {
      for (Field rule : spec.child(way).items()) {
        rule.child("ports").items().forEach(port -> values.portOrName(port.child("port")));
        Field peers = rule.child(way.equals("ingress") ? "from" : "to");
        peers.items().forEach(peer -> checkCidr(peer.at("ipBlock", "cidr")));
      }
    }
  }

  private void checkCidr(Field cidr) {
    if (cidr.text().filter(text -> !text.contains("/")).isPresent()) {
      values.refuse(cidr, "is no range of addresses", "write it as 10.0.0.0/24");
    }
  }

  private void checkIngress(Field spec) {
    if (spec.child("rules").isEmpty() && !spec.child("defaultBackend").isWritten()) {
      values.refuse(spec, SchemaRule.MISSING_FIELD, "needs rules or a defaultBackend", "add them");
    }
    checkBackend(spec.child("defaultBackend"));
    for (Field rule : spec.child("rules").items()) {
      checkHost(rule.child("host"));
      if (rule.child("http").isWritten()) {
        values.written(rule.at("http", "paths"));
      }
      rule.at("http", "paths").items().forEach(this::checkPath);
    }
    for (Field tls : spec.child("tls").items()) {
      tls.child("hosts").items().forEach(this::checkHost);
      values.name(tls.child("secretName"), Names.orEmpty(Names.DNS_SUBDOMAIN));
    }
    values.name(spec.child("ingressClassName"), Names.DNS_SUBDOMAIN);
  }

  private void checkHost(Field host) {
    String text = host.textOr("");
    boolean wildcard = text.contains("*");
    values.name(host, Names.orEmpty(wildcard ? Names.WILDCARD_SUBDOMAIN : Names.DNS_SUBDOMAIN));
    if (text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      values.refuse(host, SchemaRule.BAD_NAME, "is an IP address", "write a DNS name");
    }
  }

  private void checkPath(Field path) {
    Field text = path.child("path");
    String type = path.child("pathType").textOr("");
    boolean optional = type.equals("ImplementationSpecific") && text.isEmpty();
    if (!optional && !type.isEmpty() && !text.textOr("").startsWith("/")) {
      values.refuse(text, "must begin with '/'", "");
    }
    boolean literal = type.equals("Exact") || type.equals("Prefix");
    if (literal && List.of(text.textOr("").split("/", -1)).contains("..")) {
      values.refuse(text, "must not hold '..'", "");
    }
    checkBackend(path.child("backend"));
  }

  private void checkBackend(Field backend) {
    Field service = backend.child("service");
    if (!backend.isWritten()) {
      return;
    }
    boolean both = service.isWritten() && backend.child("resource").isWritten();
    boolean none = !service.isWritten() && !backend.child("resource").isWritten();
    if (both || none) {
      values.refuse(backend, "needs either a service or a resource", "write service");
    }
    if (service.isWritten()) {
      checkService(service);
    }
  }

  private void checkService(Field service) {
    values.written(service.child("name"));
    values.name(service.child("name"), Names.DNS_LABEL);
    Field number = service.at("port", "number");
    Field name = service.at("port", "name");
    if (number.numberOr(0) == 0 && name.isEmpty()) {
      values.written(number);
    } else if (number.numberOr(0) != 0 && !name.isEmpty()) {
      values.refuse(service.child("port"), "has a name and a number", "keep one of the two");
    }
    values.port(number);
    values.name(name, Names.orEmpty(Names.PORT_NAME));
  }
}
