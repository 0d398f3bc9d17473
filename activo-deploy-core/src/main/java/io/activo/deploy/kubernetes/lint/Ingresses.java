package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Ingresses of a release, in the form of networking.k8s.io/v1 and in the one before. */
final class Ingresses {
  /** cert-manager makes the Secret of an Ingress with one of these. */
  private static final Set<String> CERTIFICATE_MAKERS =
      Set.of("cert-manager.io/cluster-issuer", "cert-manager.io/issuer", "kubernetes.io/tls-acme");

  private Ingresses() {}

  /**
   * A Service to which an Ingress sends.
   *
   * @param service where its name stands
   * @param port where the name or the number of its port stands
   */
  record Backend(Field service, Field port) {

    /** The AWS controller takes the name of an action for a Service with this port. */
    boolean isAction() {
      return port.text().orElse("").equals("use-annotation");
    }

    ObjectRef ref() {
      return Reference.to("v1", "Service", service).target();
    }
  }

  static Stream<Field> of(Release release) {
    return Stream.concat(
        release.objects("networking.k8s.io", "Ingress").stream(),
        release.objects("extensions", "Ingress").stream());
  }

  static Stream<Backend> backends(Field ingress) {
    Stream<Field> paths =
        ingress.items("spec", "rules").stream()
            .flatMap(rule -> rule.items("http", "paths").stream())
            .map(path -> path.at("backend"));
    Field spec = ingress.at("spec");
    return Stream.concat(Stream.of(spec.at("defaultBackend"), spec.at("backend")), paths)
        .map(Ingresses::backend)
        .filter(backend -> backend.service().text().isPresent());
  }

  private static Backend backend(Field field) {
    if (field.at("serviceName").isWritten()) {
      return new Backend(field.at("serviceName"), field.at("servicePort"));
    }
    Field port = field.at("service", "port");
    return new Backend(
        field.at("service", "name"),
        port.at("name").isWritten() ? port.at("name") : port.at("number"));
  }

  static Stream<Reference> references(Field ingress) {
    Stream<Reference> services =
        backends(ingress)
            .filter(backend -> !backend.isAction())
            .map(
                backend ->
                    Reference.to("v1", "Service", backend.service()).as(Rule.INGRESS_SERVICE));
    return Stream.of(services, secrets(ingress).stream(), classes(ingress))
        .flatMap(references -> references);
  }

  private static List<Reference> secrets(Field ingress) {
    Set<String> annotations = ingress.at("metadata", "annotations").entries().keySet();
    return annotations.stream().anyMatch(CERTIFICATE_MAKERS::contains)
        ? List.of()
        : ingress.items("spec", "tls").stream()
            .map(tls -> Reference.to("v1", "Secret", tls.at("secretName")))
            .toList();
  }

  /** Some controllers serve a class without an object of it. */
  private static Stream<Reference> classes(Field ingress) {
    return Stream.of(
        Reference.toWide(
                "networking.k8s.io/v1", "IngressClass", ingress.at("spec", "ingressClassName"))
            .asWarning());
  }
}
