package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.LiveStates.Sight;
import io.activo.deploy.kubernetes.diff.ObjectDiff.Kind;
import io.activo.deploy.kubernetes.diff.StateComparison.Creation;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.kubernetes.ownership.Preview;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Masker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Asks a cluster what would become of one object. May be used by several threads. */
final class ObjectQuestion {
  private final ObjectApply apply;
  private final Function<ObjectRef, Optional<LiveObject>> live;
  private final Precursors precursors;
  private final ServerDefaults defaults;
  private final Set<String> unpinned;
  private final Masker masker;
  private final Disclosure disclosure;

  ObjectQuestion(
      Cluster cluster,
      ObjectApply apply,
      Function<ObjectRef, Optional<LiveObject>> live,
      PlannedRelease release,
      Masker masker) {
    this.disclosure = Disclosure.by(masker);
    this.apply = apply.showing(disclosure);
    this.live = live;
    this.precursors = new Precursors(cluster, live, release);
    this.defaults = new ServerDefaults(cluster, live);
    this.unpinned = release.unpinned();
    this.masker = masker;
  }

  /** What a cluster said of an object, and what it had. */
  record Answer(ObjectDiff diff, Sight sight) {}

  /** The object in its namespace. */
  Manifest placed(Manifest manifest) {
    return precursors.placed(manifest);
  }

  Answer ask(Manifest written) {
    try {
      Manifest manifest = placed(written);
      Optional<String> missing = precursors.missing(manifest.ref());
      return missing.isPresent() ? notAsked(manifest, missing.get()) : look(manifest);
    } catch (DeployException e) {
      return new Answer(failed(written, e), Sight.UNKNOWN);
    }
  }

  private Answer look(Manifest manifest) {
    Optional<LiveObject> before;
    try {
      before = live.apply(manifest.ref());
    } catch (DeployException e) {
      return new Answer(failed(manifest, e), Sight.UNKNOWN);
    }
    try {
      Preview preview = apply.preview(manifest, before);
      return new Answer(judged(manifest, before, preview), Sight.of(before));
    } catch (DeployException e) {
      return new Answer(failed(manifest, e), Sight.of(before));
    }
  }

  private Answer notAsked(Manifest manifest, String missing) {
    String remark = "not asked: " + missing + " comes with this deploy";
    List<FieldChange> fields =
        comparison(manifest, Optional.empty(), ServerDefaults.NONE).created();
    ObjectDiff diff = diff(manifest, Kind.CREATED, fields, List.of(remark));
    return new Answer(diff, Sight.of(Optional.empty()));
  }

  private ObjectDiff judged(Manifest manifest, Optional<LiveObject> before, Preview preview) {
    if (preview instanceof Preview.Refused refused) {
      return refused(manifest, refused.problem());
    }
    if (preview instanceof Preview.Replaced replaced) {
      List<FieldChange> changes =
          before.map(old -> changes(manifest, old, replaced.after())).orElse(List.of());
      return diff(manifest, Kind.REPLACED, changes, replaced.why());
    }
    Preview.Applicable applicable = (Preview.Applicable) preview;
    if (before.isEmpty()) {
      return created(manifest, applicable);
    }
    List<FieldChange> changes = changes(manifest, before.get(), applicable.after());
    Kind kind = changes.isEmpty() ? Kind.UNCHANGED : Kind.CHANGED;
    return diff(manifest, kind, changes, applicable.remarks());
  }

  private ObjectDiff created(Manifest manifest, Preview.Applicable applicable) {
    Creation creation = comparison(manifest, Optional.empty()).created(applicable.after());
    List<String> remarks = new ArrayList<>(creation.remarks());
    remarks.addAll(applicable.remarks());
    return diff(manifest, Kind.CREATED, creation.fields(), remarks);
  }

  private List<FieldChange> changes(Manifest manifest, LiveObject before, LiveObject after) {
    return comparison(manifest, Optional.of(before)).changes(before, after).stream()
        .map(this::pinned)
        .toList();
  }

  private StateComparison comparison(Manifest manifest, Optional<LiveObject> before) {
    return comparison(manifest, before, defaults.of(manifest.ref()));
  }

  private StateComparison comparison(
      Manifest manifest, Optional<LiveObject> before, DefaultFields added) {
    return new StateComparison(
        added, apply.sent(manifest, before).content(), disclosure.of(manifest.ref()));
  }

  /** An image that the deploy will hold to a digest is not one without a digest. */
  private FieldChange pinned(FieldChange change) {
    String image = change.after().orElse("");
    boolean losesDigest = change.before().orElse("").startsWith(image + "@");
    return losesDigest && unpinned.contains(image)
        ? new FieldChange(
            change.path(), change.before(), Optional.of(image + "@(known when it is pushed)"))
        : change;
  }

  private ObjectDiff failed(Manifest manifest, DeployException failure) {
    Problem problem = failure.problems().get(0);
    if (failure.getCause() instanceof IOException || Refusals.isAboutAsking(failure)) {
      return unknown(manifest, problem).lacking(Refusals.right(failure));
    }
    return precursors.makeNamespaceOf(manifest.ref()) && Refusals.lacksNamespace(failure)
        ? notAsked(manifest, "namespace " + manifest.ref().namespace()).diff()
        : refused(manifest, problem);
  }

  /** A definition that changes with the release may allow what the present one does not. */
  private ObjectDiff refused(Manifest manifest, Problem problem) {
    return precursors.define(manifest.ref())
        ? unknown(
            manifest,
            Problem.of("their definition comes with this deploy, and the present one differs", ""))
        : withProblem(manifest, Kind.REFUSED, problem);
  }

  private ObjectDiff unknown(Manifest manifest, Problem problem) {
    return withProblem(manifest, Kind.UNKNOWN, problem);
  }

  private ObjectDiff withProblem(Manifest manifest, Kind kind, Problem problem) {
    return new ObjectDiff(
        manifest.ref(),
        manifest.place(),
        kind,
        List.of(),
        List.of(),
        Optional.of(problem.map(masker::mask)));
  }

  private ObjectDiff diff(
      Manifest manifest, Kind kind, List<FieldChange> changes, List<String> remarks) {
    return new ObjectDiff(
        manifest.ref(),
        manifest.place(),
        kind,
        changes,
        remarks.stream().map(masker::mask).toList(),
        Optional.empty());
  }
}
