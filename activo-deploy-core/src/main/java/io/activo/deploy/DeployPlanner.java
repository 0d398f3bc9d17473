package io.activo.deploy;

import io.activo.deploy.ci.CiBuild;
import io.activo.deploy.description.AskedImages;
import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.DescriptionReader;
import io.activo.deploy.description.EnvFileDescription;
import io.activo.deploy.description.KubernetesDescription;
import io.activo.deploy.description.Text;
import io.activo.deploy.git.Checkout;
import io.activo.deploy.git.Revision;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.Secret;
import io.activo.deploy.step.ReleasedImages;
import io.activo.deploy.step.Step;
import io.activo.deploy.template.Variables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.text.lookup.StringLookup;

/**
 * Makes the plan of a deploy: reads the description, chooses the environment, rewrites the
 * env-file, renders and checks the manifests. Changes nothing outside; whatever can be refused is
 * refused here, everything at once.
 */
public final class DeployPlanner {
  private final DeployRequest request;
  private final Adapters real;
  private final Adapters rehearsal;
  private final Instant started;

  /** A planner whose steps use the real systems, or rehearse where that is asked for. */
  public DeployPlanner(DeployRequest request) {
    this(request, Adapters.real(request.process()), Adapters.rehearsal());
  }

  /** A planner for other adapters. */
  public DeployPlanner(DeployRequest request, Adapters real, Adapters rehearsal) {
    this.request = request;
    this.real = real;
    this.rehearsal = rehearsal;
    this.started = request.started();
  }

  /**
   * The plan.
   *
   * @throws DeployException with everything that is wrong, if anything is
   */
  public DeployPlan plan() {
    return plan(
        new Aim("deployed", noPromotion(), true, PlannedImages::expected, PlannedSteps::list));
  }

  /**
   * The plan of building the images and nothing else.
   *
   * @throws DeployException with everything that is wrong, if anything is
   */
  public DeployPlan build() {
    return plan(new Aim("built", noPromotion(), PlannedSteps::builds));
  }

  /**
   * The plan of building and pushing the images.
   *
   * @throws DeployException with everything that is wrong, if anything is
   */
  public DeployPlan push() {
    return plan(new Aim("pushed", noPromotion(), PlannedSteps::images));
  }

  /**
   * The plan of taking the images that this commit has in another environment, by their digests,
   * from registry to registry.
   *
   * @param from the other environment
   * @throws DeployException with everything that is wrong, if anything is
   */
  public DeployPlan promote(String from) {
    AskedImages images = new AskedImages(List.of(), Optional.of(from));
    return plan(new Aim("promoted", images, PlannedSteps::images));
  }

  /**
   * The plan of applying the manifests and nothing else, with the images that the registries have.
   *
   * @throws DeployException with everything that is wrong, if anything is
   */
  public DeployPlan apply() {
    return plan(
        new Aim("applied", noPromotion(), true, PlannedImages::references, PlannedSteps::applies));
  }

  private AskedImages noPromotion() {
    return new AskedImages(request.images().given(), Optional.empty());
  }

  /**
   * What a plan is for.
   *
   * @param done what the application is in the end
   * @param images what is asked of the images
   * @param applies whether objects are applied
   * @param expected the images that the registries are expected to have before
   * @param steps which steps it has
   */
  private record Aim(
      String done,
      AskedImages images,
      boolean applies,
      Function<PlannedImages, List<ImageReference>> expected,
      Function<PlannedSteps, List<Step>> steps) {

    Aim(String done, AskedImages images, Function<PlannedSteps, List<Step>> steps) {
      this(done, images, false, PlannedImages::expected, steps);
    }
  }

  private DeployPlan plan(Aim aim) {
    Revision revision = revision();
    Problems problems = new Problems();
    List<Problem> warnings = new ArrayList<>();
    try {
      return outcome(
          problems,
          describe(revision, aim.images(), problems),
          (known, all) -> {
            DeployPlan plan = plan(known, revision, aim, all);
            warnings.addAll(plan.contents().isComplete() ? PlanText.masked(plan) : List.of());
            return plan;
          });
    } catch (DeployException e) {
      throw new PlanRefused(e.problems(), warnings);
    }
  }

  /**
   * What a deploy would put into the cluster and into the image, as files. The image itself is not
   * looked at.
   *
   * @throws DeployException with everything that is wrong, if anything is
   */
  public RenderedFiles render() {
    return outcome(this::rendered);
  }

  /**
   * The env-file that a deploy would make.
   *
   * @throws DeployException with everything that is wrong, if anything is
   */
  public RewrittenEnvFile envFile() {
    return outcome(this::rewritten);
  }

  /**
   * The variables of the environment, for a template that the description does not name; each byte
   * of a value in UTF-8 as one character.
   *
   * @throws DeployException with everything that is wrong with the description, if anything is
   */
  public Variables variables() {
    return outcome((description, problems) -> asBytes(description.variables()));
  }

  private static Variables asBytes(io.activo.deploy.description.Variables known) {
    StringLookup lookup = known.lookup();
    return new Variables(
        name ->
            Optional.ofNullable(lookup.apply(name)).map(ProcessEnvironment::asBytes).orElse(null),
        known.names());
  }

  private interface Part<T> {
    T of(DeployDescription description, Problems problems);
  }

  private <T> T outcome(Part<T> part) {
    Problems problems = new Problems();
    return outcome(problems, describe(revision(), noPromotion(), problems), part);
  }

  private <T> T outcome(Problems problems, Optional<DeployDescription> description, Part<T> part) {
    Optional<T> outcome = description.map(known -> part.of(known, problems));
    if (!problems.isEmpty() || outcome.isEmpty()) {
      throw masked(problems, description);
    }
    return outcome.get();
  }

  private RenderedFiles rendered(DeployDescription description, Problems problems) {
    PlannedEnvFile envFile = PlannedEnvFile.of(description, request, problems);
    PlannedManifests manifests =
        PlannedManifests.of(description, envFile, scene(Optional.empty()), problems);
    if (manifests.files().isEmpty() && envFile.path().isEmpty() && problems.isEmpty()) {
      Text name = description.environment().name();
      problems.add(
          Problem.of(
              "environment '" + name + "' has nothing to render",
              name.at(),
              "describe kubernetes.manifests, or an env-file"));
    }
    List<Problem> warnings = new ArrayList<>(envFile.warnings());
    warnings.addAll(manifests.warnings());
    warnings.addAll(new UnusedVariables(description, request.folder()).warnings());
    Masker masker =
        secrets()
            .masker(description, envFile)
            .and(manifests.secrets().stream().map(Secret::reveal).toList());
    return RenderedFiles.of(manifests, envFile, warnings, masker);
  }

  private RewrittenEnvFile rewritten(DeployDescription description, Problems problems) {
    if (description.envFile().isEmpty()) {
      Text name = description.environment().name();
      problems.add(
          Problem.of(
              "environment '" + name + "' has no env-file", name.at(), "describe one: env-file"));
    }
    PlannedEnvFile envFile = PlannedEnvFile.of(description, request, problems);
    return RewrittenEnvFile.of(envFile, secrets().masker(description, envFile));
  }

  private Optional<DeployDescription> describe(
      Revision revision, AskedImages images, Problems problems) {
    DescriptionReader.Asked asked =
        new DescriptionReader.Asked(
            request.environment(),
            request.variables(),
            request.process(),
            started,
            new PathsBelow(request.folder())::read,
            images);
    return problems
        .collect(new DescriptionText(request)::read)
        .flatMap(
            text ->
                new DescriptionReader(asked, revision, problems).read(request.fileName(), text));
  }

  private DeployPlan plan(
      DeployDescription description, Revision revision, Aim aim, Problems problems) {
    refuseEmptiness(description, problems);
    PlannedParts parts = parts(description, revision, aim, problems);
    List<Problem> warnings = new ArrayList<>(parts.warnings(request.folder()));
    new Protection(description, revision, parts.cluster(), parts.rehearses())
        .check(problems, warnings);
    Ports ports =
        new PlannedPorts(
                request, description, parts.rehearses() ? rehearsal : real, parts.rehearses())
            .ports(aim.expected().apply(parts.images()), parts.cluster(), parts.manifests());
    ReleasedImages released = new ReleasedImages();
    List<Step> steps = aim.steps().apply(new PlannedSteps(ports, parts, request, released));
    refuseNoSteps(steps, aim, description, problems);
    PlanHeading heading = parts.heading(aim.applies());
    return new DeployPlan(
        heading.subject(aim.done(), parts.rehearses()),
        heading.facts(),
        steps,
        released,
        warnings,
        description.environment().isProtected(),
        parts.masker(),
        parts.contents(ports, started),
        ports::close);
  }

  private PlannedParts parts(
      DeployDescription description, Revision revision, Aim aim, Problems problems) {
    boolean rehearses = rehearses(description);
    PlannedEnvFile envFile = envFile(description, problems);
    Masker masker = secrets().masker(description, envFile);
    PlannedImages images = images(description, revision, new Made(envFile, masker), problems);
    Optional<PlannedCluster> cluster =
        PlannedCluster.of(description, request.process(), rehearses, problems);
    if (aim.applies() && !rehearses) {
      cluster.ifPresent(to -> problems.run(() -> real.expectCluster(to.access()), to.asked().at()));
    }
    PlannedManifests manifests =
        PlannedManifests.of(description, envFile, scene(cluster), problems);
    boolean complete = problems.isEmpty();
    return new PlannedParts(
        description,
        revision,
        rehearses,
        complete,
        envFile,
        images,
        cluster,
        manifests,
        PlannedChecks.of(description, manifests, images, problems),
        masker.and(manifests.secrets().stream().map(Secret::reveal).toList()));
  }

  private ManifestPlanning.Scene scene(Optional<PlannedCluster> cluster) {
    return new ManifestPlanning.Scene(
        new PathsBelow(request.folder()),
        cluster.map(PlannedCluster::namespace).orElse(""),
        started);
  }

  private static void refuseNoSteps(
      List<Step> steps, Aim aim, DeployDescription description, Problems problems) {
    if (steps.isEmpty() && problems.isEmpty()) {
      Text name = description.environment().name();
      if (aim.done().equals("applied")) {
        problems.add(
            Problem.of(
                "environment '" + name + "' has no manifests", name.at(), "describe kubernetes"));
        return;
      }
      boolean none = description.images().isEmpty();
      problems.add(
          Problem.of(
              "environment '" + name + (none ? "' has no image" : "' builds no image"),
              name.at(),
              none
                  ? "describe one: image"
                  : "its images are taken as they are; remove 'from' or 'build: never' to build"));
    }
  }

  /** Where nothing is built there is nothing that it could go into. */
  private PlannedEnvFile envFile(DeployDescription description, Problems problems) {
    boolean isForNothing =
        problems.isEmpty()
            && description.envFile().flatMap(EnvFileDescription::secret).isEmpty()
            && description.images().stream()
                .noneMatch(image -> image.mayBeBuilt() && image.takesEnvFile());
    return isForNothing ? PlannedEnvFile.none() : PlannedEnvFile.of(description, request, problems);
  }

  /** What goes into images. */
  private record Made(PlannedEnvFile envFile, Masker masker) {}

  private PlannedImages images(
      DeployDescription description, Revision revision, Made made, Problems problems) {
    ImageLabels labels =
        new ImageLabels(revision, new Checkout(request.folder()), request.images(), started);
    return PlannedImages.of(
        description,
        new PlannedImage.Workshop(
            new PathsBelow(request.folder()), made.envFile(), labels, made.masker()),
        problems);
  }

  /** Nothing to do is no success: most likely a key stands in the wrong place. */
  private static void refuseEmptiness(DeployDescription description, Problems problems) {
    boolean nothing = description.images().isEmpty() && description.kubernetes().isEmpty();
    if (nothing && problems.isEmpty()) {
      Text name = description.environment().name();
      problems.add(
          Problem.of(
              "environment '" + name + "' deploys nothing",
              name.at(),
              "describe an image, or kubernetes"));
    }
  }

  /** What the CI says it builds stands above what git has checked out. */
  private Revision revision() {
    Revision checkedOut = new Checkout(request.folder()).revision();
    return CiBuild.detect(request.process())
        .filter(ci -> ci.branch().isPresent() || ci.tag().isPresent())
        .map(ci -> new Revision(checkedOut.commit(), ci.branch(), ci.tag(), checkedOut.changed()))
        .orElse(checkedOut);
  }

  private boolean rehearses(DeployDescription description) {
    return request.rehearse()
        || description
            .kubernetes()
            .filter(k -> k.cluster() instanceof KubernetesDescription.Target.Rehearsal)
            .isPresent();
  }

  private RunSecrets secrets() {
    return new RunSecrets(request.process(), request.variables());
  }

  private DeployException masked(Problems problems, Optional<DeployDescription> description) {
    Masker masker =
        description
            .map(known -> secrets().masker(known, PlannedEnvFile.none()))
            .orElseGet(secrets()::masker);
    return new DeployException(
        problems.list().stream().map(problem -> problem.map(masker::mask)).toList());
  }
}
