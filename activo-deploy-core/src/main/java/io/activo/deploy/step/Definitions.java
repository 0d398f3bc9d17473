package io.activo.deploy.step;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds that the CustomResourceDefinitions among some manifests bring: {@code group/Kind}. */
record Definitions(Set<String> kinds) {

  static Definitions in(List<Manifest> manifests) {
    return new Definitions(
        manifests.stream()
            .filter(manifest -> manifest.ref().kind().equals("CustomResourceDefinition"))
            .map(manifest -> new LiveObject(manifest.content()))
            .map(crd -> crd.text("spec", "group") + "/" + crd.text("spec", "names", "kind"))
            .collect(Collectors.toSet()));
  }

  boolean define(ObjectRef ref) {
    return kinds.contains(ref.group() + "/" + ref.kind());
  }
}
