package io.activo.deploy;

import io.activo.deploy.step.ApplyManifests;
import io.activo.deploy.step.AwaitRollout;
import io.activo.deploy.step.BuildImage;
import io.activo.deploy.step.CheckCluster;
import io.activo.deploy.step.EnsureNamespace;
import io.activo.deploy.step.PushImage;
import io.activo.deploy.step.PushedImages;
import io.activo.deploy.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a deploy, in order: the one place where that order stands. */
record PlannedSteps(
    Ports ports,
    Optional<PlannedImage> image,
    Optional<PlannedCluster> cluster,
    PlannedManifests manifests,
    DeployRequest request) {

  List<Step> list() {
    List<Step> steps = new ArrayList<>();
    PushedImages pushed = new PushedImages();
    cluster.ifPresent(target -> steps.add(check(target)));
    image.ifPresent(
        built -> {
          steps.add(new BuildImage(ports.engine(), built.build(), built.from(), built.settings()));
          steps.add(new PushImage(ports.engine(), built.build().reference(), pushed));
        });
    cluster.ifPresent(
        target -> {
          namespace(target).ifPresent(steps::add);
          steps.add(
              new ApplyManifests(
                  ports.cluster(), manifests.manifests(), target.namespace(), pushed));
          rollout(target).ifPresent(steps::add);
        });
    return steps;
  }

  private Step check(PlannedCluster target) {
    return new CheckCluster(
        ports.cluster(),
        target.target(),
        manifests.manifests(),
        target.namespace(),
        target.asked().newNamespace().isPresent());
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

  private Optional<Step> rollout(PlannedCluster target) {
    Duration timeout = request.timeout().orElse(target.asked().timeout());
    return manifests.workloads().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AwaitRollout(ports.cluster(), manifests.workloads(), timeout, request.clock()));
  }
}
