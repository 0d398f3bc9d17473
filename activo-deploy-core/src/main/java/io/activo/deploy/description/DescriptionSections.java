package io.activo.deploy.description;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes records of the sections of one environment. */
final class DescriptionSections {
  /** RFC 1123: what Kubernetes takes for names. */
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

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
    checkLabel("app", app);
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
        root.section("kubernetes").flatMap(section -> kubernetes(section)),
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
    if (!root.has("image") && !root.has("images")) {
      root.problem(
          "there is an 'env-file', but no 'image' that it could go into",
          envFile.map().at(),
          "describe the image, or remove the env-file");
    }
  }

  private void checkLabel(String name, Text text) {
    if (!DNS_LABEL.matcher(text.value()).matches()) {
      root.problem(
          "'" + name + "' is '" + text.value() + "', but must be a DNS label",
          text.at(),
          "use at most 63 lower-case letters, digits and '-', neither first nor last a '-'");
    }
  }

  private EnvFileDescription envFile(Section envFile) {
    DefaultGuard usual = new DefaultGuard(root, environment.value(), others.all());
    return new EnvFileSection(envFile, new GuardSection(root, usual).guard()).description();
  }

  private Optional<KubernetesDescription> kubernetes(Section kubernetes) {
    Optional<Text> namespace = kubernetes.text("namespace");
    namespace.ifPresent(name -> checkLabel("namespace", name));
    if (kubernetes.isEmpty("manifests")) {
      root.problem(
          "'kubernetes' has no 'manifests'", kubernetes.map().at(), "list what is to be applied");
    }
    Optional<KubernetesDescription.Target> cluster = new ClusterSection(kubernetes).target();
    return cluster.map(
        target ->
            new KubernetesDescription(
                target,
                namespace,
                newNamespace(kubernetes),
                kubernetes.texts("manifests"),
                kubernetes
                    .text("timeout")
                    .flatMap(text -> Times.parse(text.value()))
                    .orElse(KubernetesDescription.DEFAULT_TIMEOUT),
                kubernetes.map().at()));
  }

  private static Optional<Map<String, String>> newNamespace(Section kubernetes) {
    if (kubernetes.flag("create-namespace")) {
      return Optional.of(Map.of());
    }
    return kubernetes.section("create-namespace").map(any -> kubernetes.pairs("create-namespace"));
  }
}
