package io.activo.deploy;

import io.activo.deploy.description.ImageDescription;
import io.activo.deploy.description.ImageSource;
import io.activo.deploy.description.Text;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.step.ApplyManifests;
import io.activo.deploy.step.AwaitRollout;
import io.activo.deploy.step.BuildImage;
import io.activo.deploy.step.CheckCluster;
import io.activo.deploy.step.CheckRegistries;
import io.activo.deploy.step.EnsureNamespace;
import io.activo.deploy.step.FindImage;
import io.activo.deploy.step.PushImage;
import io.activo.deploy.step.RegistryTags;
import io.activo.deploy.step.ReleasedImages;
import io.activo.deploy.step.ResolveImages;
import io.activo.deploy.step.Step;
import io.activo.deploy.step.TakeImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a deploy, in order: the one place where that order stands. */
record PlannedSteps(
    Ports ports, PlannedParts parts, DeployRequest request, ReleasedImages released) {

  List<Step> list() {
    List<Step> steps = new ArrayList<>();
    parts.cluster().ifPresent(target -> steps.add(check(target)));
    steps.addAll(images());
    parts
        .cluster()
        .ifPresent(
            target -> {
              namespace(target).ifPresent(steps::add);
              steps.add(apply(target));
              rollout(target).ifPresent(steps::add);
            });
    return steps;
  }

  /** Those that apply the manifests, with images that are there. */
  List<Step> applies() {
    List<Step> steps = new ArrayList<>();
    parts
        .cluster()
        .ifPresent(
            target -> {
              resolve().ifPresent(steps::add);
              steps.add(check(target));
              namespace(target).ifPresent(steps::add);
              steps.add(apply(target));
            });
    return steps;
  }

  private Optional<Step> resolve() {
    List<ImageReference> used =
        parts.images().references().stream()
            .filter(image -> parts.manifests().use(image.toString()))
            .distinct()
            .toList();
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(new ResolveImages(ports.registry(), used, released));
  }

  /** Those that bring the images into their registries. */
  List<Step> images() {
    List<Step> steps = new ArrayList<>();
    parts.images().all().forEach(image -> find(image).ifPresent(steps::add));
    checkRegistries().ifPresent(steps::add);
    parts.images().all().forEach(image -> take(image.asked()).ifPresent(steps::add));
    steps.addAll(builds());
    parts.images().all().stream()
        .filter(image -> image.built().isPresent())
        .forEach(image -> steps.add(push(image.asked())));
    return steps;
  }

  /** Those that build images. */
  List<Step> builds() {
    return parts.images().all().stream().flatMap(image -> build(image).stream()).toList();
  }

  private Optional<Step> checkRegistries() {
    return parts.images().pushedTo().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CheckRegistries(
                ports.registry(), ports::credentials, parts.images().pushedTo(), released));
  }

  private Optional<Step> take(ImageDescription image) {
    return image.source() instanceof ImageSource.Taken taken
        ? Optional.of(
            new TakeImage(
                ports.registry(),
                taken.from(),
                image.reference(),
                taken.why(),
                tags(image),
                released))
        : Optional.empty();
  }

  private Optional<Step> find(PlannedImage image) {
    return image.asked().source() instanceof ImageSource.BuiltWhenMissing missing
        ? image
            .built()
            .map(
                built ->
                    new FindImage(
                        ports.registry(),
                        built.build(),
                        elsewhere(missing),
                        missing.proven(),
                        released))
        : Optional.empty();
  }

  private static List<FindImage.Elsewhere> elsewhere(ImageSource.BuiltWhenMissing missing) {
    return missing.elsewhere().stream()
        .map(other -> new FindImage.Elsewhere(other.environment(), other.reference()))
        .toList();
  }

  private static List<String> tags(ImageDescription image) {
    return image.tags().stream().map(Text::value).toList();
  }

  private Optional<Step> build(PlannedImage image) {
    boolean isLookedFor = image.asked().source() instanceof ImageSource.BuiltWhenMissing;
    return image
        .built()
        .map(
            built ->
                new BuildImage(
                    ports.engine(),
                    built.build(),
                    built.from(),
                    isLookedFor,
                    built.settings(),
                    released));
  }

  private Step push(ImageDescription image) {
    return new PushImage(
        ports.engine(),
        image.reference(),
        tags(image),
        new RegistryTags(ports.registry(), released),
        released);
  }

  private Step check(PlannedCluster target) {
    return new CheckCluster(
        ports.cluster(),
        target.target(),
        parts.manifests().release(target, parts.images()),
        target.asked().ownership().rules(),
        parts.online(),
        released,
        parts.masker());
  }

  private Optional<Step> namespace(PlannedCluster target) {
    return target
        .asked()
        .newNamespace()
        .map(
            labels ->
                new EnsureNamespace(
                    ports.cluster(), target.namespace(), labels, target.asked().at()));
  }

  private Step apply(PlannedCluster target) {
    return new ApplyManifests(
        ports.cluster(),
        parts.manifests().manifests(),
        target.namespace(),
        released,
        target.asked().ownership().rules(),
        parts.masker(),
        parts.settings());
  }

  private Optional<Step> rollout(PlannedCluster target) {
    Duration timeout = request.timeout().orElse(target.asked().timeout());
    return parts.manifests().workloads().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AwaitRollout(
                ports.cluster(), parts.manifests().workloads(), timeout, request.clock()));
  }
}
