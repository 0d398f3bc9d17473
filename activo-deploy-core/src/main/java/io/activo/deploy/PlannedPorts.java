package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.EngineDescription;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.CredentialSources;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.engine.EngineSettings;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.rehearsal.RehearsalCluster;
import io.activo.deploy.rehearsal.RehearsalRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the steps of a plan will open.
 *
 * @param rehearses whether the adapters are those of a rehearsal
 */
record PlannedPorts(
    DeployRequest request, DeployDescription description, Adapters adapters, boolean rehearses) {

  /**
   * The ports.
   *
   * @param expected the images that the registries are expected to have
   */
  Ports ports(
      List<ImageReference> expected, Optional<PlannedCluster> cluster, PlannedManifests manifests) {
    ImageAccess access =
        new ImageAccess(engine(), rehearses ? Credentials.rehearsed() : credentials(), plainHttp());
    return new Ports(
        new Port<>(() -> adapters.openEngine(access)),
        new Port<>(() -> opened(adapters.openRegistry(access), expected)),
        access.credentials(),
        new Port<>(() -> opened(cluster.orElseThrow(), manifests)));
  }

  /** Certificates are the machine's, wherever it keeps them. */
  private EngineSettings engine() {
    EngineDescription engine = description.engine();
    return new EngineSettings(
        engine.host(), engine.context(), engine.certificates().map(request.folder()::resolve));
  }

  private Credentials credentials() {
    return Credentials.from(
        new CredentialSources(description.registries(), request.servers(), request.process()));
  }

  private Set<String> plainHttp() {
    return description.registries().entrySet().stream()
        .filter(entry -> entry.getValue().plainHttp())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** A rehearsal takes for granted the images that the real registries are expected to have. */
  private static ImageRegistry opened(ImageRegistry registry, List<ImageReference> expected) {
    if (registry instanceof RehearsalRegistry rehearsed) {
      expected.forEach(rehearsed::seed);
    }
    return registry;
  }

  /** A rehearsal takes for granted the namespaces that the real cluster is expected to have. */
  private Cluster opened(PlannedCluster target, PlannedManifests manifests) {
    Cluster cluster = adapters.openCluster(target.access());
    if (cluster instanceof RehearsalCluster rehearsed) {
      manifests.expectedNamespaces(target).forEach(rehearsed::seedNamespace);
    }
    return cluster;
  }
}
