package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.kubernetes.ApplyOrder;
import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.Workloads;
import io.activo.deploy.kubernetes.rendering.ManifestValues;
import io.activo.deploy.kubernetes.rendering.ValueRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.template.Dialect;
import io.activo.deploy.template.Reference;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.template.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The manifests, rendered and checked, in the order in which they are applied.
 *
 * @param manifests those whose kind takes a namespace have theirs, as far as it is known offline
 * @param files the rendered text of each file, in the order of the description
 * @param warnings what is probably not meant
 */
record PlannedManifests(List<Manifest> manifests, List<Rendered> files, List<Problem> warnings) {

  static PlannedManifests of(
      DeployDescription description,
      Path folder,
      Optional<PlannedCluster> cluster,
      Problems problems) {
    if (description.kubernetes().isEmpty()) {
      return new PlannedManifests(List.of(), List.of(), List.of());
    }
    PathsBelow paths = new PathsBelow(folder);
    Rendering rendering = new Rendering(description, paths, problems);
    new ManifestFiles(paths)
        .expand(description.kubernetes().get().manifests(), problems)
        .forEach(rendering::add);
    String namespace = cluster.map(PlannedCluster::namespace).orElse("");
    List<Manifest> placed =
        rendering.manifests.stream().map(manifest -> placed(manifest, namespace)).toList();
    if (problems.isEmpty()) {
      problems.run(() -> Manifests.check(placed));
    }
    return new PlannedManifests(ApplyOrder.sorted(placed), rendering.files, rendering.warnings);
  }

  private static Manifest placed(Manifest manifest, String namespace) {
    boolean takesOne =
        BuiltInKinds.namespaced(manifest.ref().apiVersion(), manifest.ref().kind()).orElse(false);
    return takesOne && manifest.ref().namespace().isEmpty() && !namespace.isEmpty()
        ? manifest.inNamespace(namespace)
        : manifest;
  }

  /** Renders and reads file after file, and keeps every problem. */
  private static final class Rendering {
    /** In the place of a value that is not set. */
    private static final String PLACEHOLDER = "unset";

    private final DeployDescription description;
    private final PathsBelow paths;
    private final Problems problems;
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<Rendered> files = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Rendering(DeployDescription description, PathsBelow paths, Problems problems) {
      this.description = description;
      this.paths = paths;
      this.problems = problems;
    }

    void add(Path file) {
      String name = paths.show(file);
      problems
          .collect(() -> Template.read(name, read(name, file), rules()))
          .flatMap(template -> problems.collect(() -> render(template)))
          .flatMap(text -> problems.collect(() -> Manifests.read(text)))
          .ifPresent(manifests::addAll);
    }

    private Rendered render(Template template) {
      description.variables().used(template.names());
      Variables variables =
          new Variables(description.variables().lookup(), description.variables().names());
      List<Reference> unset = rules().unsetIsError() ? List.of() : template.unset(variables);
      unset.forEach(reference -> warnings.add(empty(reference)));
      Rendered text = ManifestValues.settle(rendered(template, variables), values(names(unset)));
      files.add(text);
      return text;
    }

    /** What is wrong with the values that are set is told together with those that are not. */
    private Rendered rendered(Template template, Variables variables) {
      try {
        return template.rendered(variables);
      } catch (DeployException e) {
        Problems all = new Problems();
        e.problems().forEach(all::add);
        Variables completed =
            new Variables(name -> variables.value(name).orElse(PLACEHOLDER), variables.names());
        new Problems()
            .collect(() -> template.rendered(completed))
            .ifPresent(text -> all.run(() -> ManifestValues.settle(text, values(Set.of()))));
        throw new DeployException(all.list());
      }
    }

    private static Set<String> names(List<Reference> references) {
      return references.stream().map(Reference::name).collect(Collectors.toSet());
    }

    private TemplateRules rules() {
      return description.templates().rules();
    }

    private ValueRules values(Set<String> unset) {
      boolean verbatim = rules().dialect() == Dialect.GNU;
      return new ValueRules(
          description.templates().raw(), description.templates().quote(), verbatim, unset);
    }

    /** GNU envsubst says nothing; a reader of the plan wants to know. */
    private static Problem empty(Reference reference) {
      return Problem.of(
              reference.written() + " is not set and becomes empty",
              reference.place(),
              "set it, or name it in templates.passthrough")
          .withDetail(reference.excerpt());
    }

    private static byte[] read(String name, Path file) {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new DeployException(
            Problem.of(
                "cannot be read: " + PathsBelow.reason(e), Place.of(name), "check its permissions"),
            e);
      }
    }
  }

  /** The namespaces that nothing in this deploy makes. */
  Set<String> expectedNamespaces(PlannedCluster target) {
    Set<String> names = new TreeSet<>();
    names.add(target.namespace());
    manifests.forEach(manifest -> names.add(manifest.ref().namespace()));
    names.remove("");
    if (target.asked().newNamespace().isPresent()) {
      names.remove(target.namespace());
    }
    manifests.stream()
        .map(Manifest::ref)
        .filter(ref -> ref.kind().equals("Namespace"))
        .forEach(ref -> names.remove(ref.name()));
    return names;
  }

  /** What is waited for. */
  List<ObjectRef> workloads() {
    return manifests.stream().map(Manifest::ref).filter(Workloads::rollsOut).toList();
  }

  /** Whether a container has exactly this image. */
  boolean use(String image) {
    return manifests.stream().anyMatch(manifest -> manifest.usesImage(image));
  }
}
