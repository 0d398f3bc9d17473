package io.activo.deploy.description;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Makes records of the sections of one environment. */
final class DescriptionSections {
  private final Section root;
  private final Text environment;
  private final OtherEnvironments others;
  private final AskedImages asked;

  DescriptionSections(Section root, Text environment, OtherEnvironments others, AskedImages asked) {
    this.asked = asked;
    this.root = root;
    this.environment = environment;
    this.others = others;
  }

  DeployDescription description() {
    root.section("env-file").ifPresent(this::refuseWithoutImage);
    Text app = root.required("app", "app: web").orElse(new Text("app", root.map().at()));
    DnsLabel.check("app", app, root.problems());
    return new DeployDescription(
        app.value(),
        new EnvironmentDescription(
            environment, root.flag("protected"), root.text("url").map(Text::value)),
        new ImagesSection(root, others, asked).descriptions(),
        new RegistriesSection(root).settings(),
        EngineDescription.of(root),
        root.section("env-file").map(this::envFile),
        root.section("templates")
            .map(templates -> new TemplatesSection(templates).description())
            .orElseGet(TemplatesDescription::strict),
        root.section("kubernetes")
            .flatMap(section -> new KubernetesSection(root, section).description()),
        root.variables(),
        pipelineNames(),
        others.manifests(root));
  }

  /** To reach the cluster, the registries and the engine. */
  private Set<String> pipelineNames() {
    Set<String> names = new HashSet<>();
    Stream.concat(
            root.section("kubernetes").flatMap(section -> section.map().get("cluster")).stream(),
            Stream.of("registries", "engine").flatMap(key -> root.map().get(key).stream()))
        .forEach(node -> names.addAll(References.names(node)));
    return root.variables().reach(names);
  }

  private void refuseWithoutImage(Section envFile) {
    if (EnvFileSection.isForSecret(root)) {
      refuseWithoutCluster(envFile);
    } else if (!root.has("image") && !root.has("images")) {
      root.problem(
          "there is an 'env-file', but no 'image' that it could go into",
          envFile.map().at(),
          "describe the image, or remove the env-file");
    }
  }

  private void refuseWithoutCluster(Section envFile) {
    if (!root.has("kubernetes")) {
      root.problem(
          "'env-file' goes into a Secret, but there is no 'kubernetes'",
          envFile.map().at(),
          "describe the cluster, or remove 'to'");
    }
  }

  private EnvFileDescription envFile(Section envFile) {
    DefaultGuard usual = new DefaultGuard(root, environment.value(), others.all());
    return new EnvFileSection(envFile, new GuardSection(root, usual).guard()).description();
  }
}
