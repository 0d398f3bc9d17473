package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field that another manager owns with another value: what server-side apply answers with 409
 * (Kubernetes documentation, "Server-Side Apply", conflicts).
 *
 * @param field the field's path: {@code .spec.replicas}
 * @param manager the manager's name, with the operation's subresource where there is one
 */
public record FieldConflict(String field, String manager) {
  private static final Pattern MESSAGE =
      Pattern.compile("conflict with \"(?<name>[^\"]*)\"(?: with subresource \"(?<sub>[^\"]*)\")?");
  private static final String CLIENT_SIDE_APPLY = "kubectl-client-side-apply";

  /** The conflicts that an answer names. */
  static List<FieldConflict> in(ApiAnswer answer) {
    return answer.causes().stream()
        .filter(cause -> cause.text("reason").equals("FieldManagerConflict"))
        .map(FieldConflict::of)
        .toList();
  }

  /** The conflicts of an answer, as one problem. */
  static Optional<Problem> in(ApiAnswer answer, Subject subject) {
    List<FieldConflict> conflicts = in(answer);
    return conflicts.isEmpty() ? Optional.empty() : Optional.of(problem(conflicts, subject));
  }

  private static FieldConflict of(LiveObject cause) {
    Matcher message = MESSAGE.matcher(cause.text("message"));
    if (!message.find()) {
      return new FieldConflict(cause.text("field"), cause.text("message"));
    }
    String sub = message.group("sub");
    String manager = message.group("name") + (sub == null ? "" : " (" + sub + ")");
    return new FieldConflict(cause.text("field"), manager);
  }

  private static Problem problem(List<FieldConflict> conflicts, Subject subject) {
    int count = conflicts.stream().map(FieldConflict::field).distinct().toList().size();
    String what =
        count == 1
            ? "a field of " + subject.name() + " belongs to another manager"
            : count + " fields of " + subject.name() + " belong to other managers";
    return Problem.of(what, subject.where(), fix(conflicts))
        .withDetail(
            conflicts.stream()
                .map(conflict -> conflict.field() + " is managed by " + conflict.manager())
                .toList());
  }

  private static String fix(List<FieldConflict> conflicts) {
    if (conflicts.stream().allMatch(one -> one.manager().equals(CLIENT_SIDE_APPLY))) {
      return "take the object over from kubectl apply, once: kubectl apply --server-side"
          + " --force-conflicts --field-manager="
          + Cluster.FIELD_MANAGER
          + " -f MANIFEST";
    }
    return "leave the field out of the manifest to keep the other's value, or have the other"
        + " manager give it up";
  }
}
