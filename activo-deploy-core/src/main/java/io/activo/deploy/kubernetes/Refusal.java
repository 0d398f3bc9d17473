package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer that is no success, as a problem. The texts recognised are those of the Kubernetes 1.34
 * API server; what is not recognised is quoted.
 *
 * @param subject what was asked for
 * @param user who asked
 */
record Refusal(ApiAnswer answer, Subject subject, String user) {
  private static final Pattern WEBHOOK =
      Pattern.compile("admission webhook \"(?<name>[^\"]+)\" denied the request");
  private static final Pattern POLICY =
      Pattern.compile(
          "ValidatingAdmissionPolicy '(?<name>[^']+)' with binding '(?<binding>[^']+)' denied"
              + " request");
  private static final Pattern QUOTA =
      Pattern.compile(
          "exceeded quota: (?<name>[^,]+), requested: (?<requested>.*), used: (?<used>.*), limited:"
              + " (?<limited>.*)",
          Pattern.DOTALL);
  private static final Pattern QUOTA_DEMAND =
      Pattern.compile("failed quota: (?<name>[^:]+): must specify (?<what>.*)", Pattern.DOTALL);
  private static final Pattern POD_SECURITY =
      Pattern.compile("violates PodSecurity \"(?<level>[^\"]+)\": (?<why>.*)", Pattern.DOTALL);
  private static final Pattern UNKNOWN_FIELD =
      Pattern.compile("(\\.\\S+): field not declared in schema|unknown field \"([^\"]+)\"");

  /** As the server says it of a webhook with side effects (k8s.io/apiserver 0.34). */
  private static final String NO_DRY_RUN = "does not support dry run";

  /** To be thrown: of a type of its own where a caller may go on. */
  DeployException failure() {
    if (answer.code() == 403) {
      return new Forbidden(problem(), MissingRight.in(answer.message()));
    }
    if (lacksNamespace()) {
      return new NoNamespace(problem());
    }
    return answer.code() == 400 && answer.message().contains(NO_DRY_RUN)
        ? new NoDryRun(problem())
        : new DeployException(problem());
  }

  Problem problem() {
    return Stream.<Optional<Problem>>of(
            webhook(),
            policy(),
            quota(),
            quotaDemand(),
            podSecurity(),
            unknownFields(),
            FieldConflict.in(answer, subject),
            noNamespace())
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(this::byStatus);
  }

  private Problem byStatus() {
    return switch (answer.code()) {
      case 401 -> unauthorized();
      case 403 -> forbidden();
      case 422 -> invalid();
      case 429 -> refused("the cluster is too busy for " + subject.name(), "try again in a while");
      default -> answer.untyped() ? invalid() : byDefault();
    };
  }

  private Problem byDefault() {
    String what = "the cluster refused " + subject.name() + " (" + answer.code() + ")";
    String fix = answer.code() >= 500 ? "see what the API server's log says" : "";
    if (answer.message().contains("failed calling webhook")) {
      fix = "check that the service of this webhook runs";
    }
    return refused(what, fix).withDetail(said());
  }

  private Problem unauthorized() {
    String who = user.isEmpty() ? "" : " of user '" + user + "'";
    return refused(
        "the cluster does not accept the credentials" + who,
        "renew the token or the client certificate");
  }

  private Problem forbidden() {
    return MissingRight.in(answer.message())
        .map(right -> right.problem(subject.where()))
        .orElseGet(
            () -> refused("the cluster does not allow " + subject.name(), "").withDetail(said()));
  }

  private Problem invalid() {
    List<String> causes = answer.causes().stream().map(this::cause).toList();
    return refused(
            "the cluster does not accept " + subject.name(),
            causes.isEmpty() && !answer.untyped() ? "" : "correct the fields named below")
        .withDetail(causes.isEmpty() ? said() : causes);
  }

  private String cause(LiveObject cause) {
    String why = subject.secret() ? cause.text("reason") : cause.text("message");
    return cause.text("field").isEmpty() ? why : cause.text("field") + ": " + why;
  }

  private Optional<Problem> webhook() {
    Matcher webhook = WEBHOOK.matcher(answer.message());
    if (!webhook.find()) {
      return Optional.empty();
    }
    String what = "admission webhook '" + webhook.group("name") + "' denied " + subject.name();
    return Optional.of(
        refused(what, "change the manifest so that it meets the cluster's policy")
            .withDetail(said()));
  }

  private Optional<Problem> policy() {
    Matcher policy = POLICY.matcher(answer.message());
    if (!policy.find()) {
      return Optional.empty();
    }
    String what =
        "ValidatingAdmissionPolicy '"
            + policy.group("name")
            + "' (binding '"
            + policy.group("binding")
            + "') denied "
            + subject.name();
    return Optional.of(
        refused(what, "change the manifest so that it meets the cluster's policy")
            .withDetail(said()));
  }

  private Optional<Problem> quota() {
    Matcher quota = QUOTA.matcher(answer.message());
    if (!quota.find()) {
      return Optional.empty();
    }
    String what =
        "ResourceQuota '" + quota.group("name") + "' leaves no room for " + subject.name();
    return Optional.of(
        refused(what, "raise the quota, or remove or shrink what counts towards it")
            .withDetail(
                List.of(
                    "requested: " + quota.group("requested"),
                    "used: " + quota.group("used"),
                    "limited: " + quota.group("limited"))));
  }

  private Optional<Problem> quotaDemand() {
    Matcher demand = QUOTA_DEMAND.matcher(answer.message());
    if (!demand.find()) {
      return Optional.empty();
    }
    return Optional.of(
        refused(
            "ResourceQuota '" + demand.group("name") + "' refuses " + subject.name(),
            "specify " + demand.group("what")));
  }

  private Optional<Problem> podSecurity() {
    Matcher security = POD_SECURITY.matcher(answer.message());
    if (!security.find()) {
      return Optional.empty();
    }
    return Optional.of(
        refused(
                subject.name()
                    + " violates the namespace's Pod Security level "
                    + security.group("level"),
                "correct what is named below, or the namespace's label"
                    + " pod-security.kubernetes.io/enforce")
            .withDetail(List.of(security.group("why").split("\\), ", -1))));
  }

  private Optional<Problem> unknownFields() {
    List<String> fields =
        UNKNOWN_FIELD
            .matcher(answer.message())
            .results()
            .map(match -> match.group(1) == null ? "." + match.group(2) : match.group(1))
            .distinct()
            .toList();
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            refused(
                subject.name() + " has no field " + String.join(", ", fields),
                "correct the field's name or remove it"));
  }

  private boolean lacksNamespace() {
    return answer.code() == 404 && answer.object().text("details", "kind").equals("namespaces");
  }

  private Optional<Problem> noNamespace() {
    if (!lacksNamespace()) {
      return Optional.empty();
    }
    String name = answer.object().text("details", "name");
    return Optional.of(
        refused(
            "there is no namespace " + name + " for " + subject.name(),
            "create it, or set create-namespace: true"));
  }

  private Problem refused(String what, String fix) {
    return Problem.of(what, subject.where(), fix);
  }

  /** The server's own words; they may quote the object, so a Secret's are kept back. */
  private List<String> said() {
    if (subject.secret()) {
      return List.of("what the server says is not shown: it may quote the Secret");
    }
    return answer.message().lines().toList();
  }
}
