package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Problem;
import java.util.List;

/** What a cluster answers to the server-side apply of one object. */
public sealed interface ApplyAnswer {

  /**
   * Applied, or it would be.
   *
   * @param object the object as the cluster has it now, or would have it
   * @param created whether the server says that it was not there before
   * @param afterLoss whether an earlier answer was lost: that request may have created it
   * @param warnings what the cluster remarked, such as a deprecated API version
   */
  record Accepted(LiveObject object, boolean created, boolean afterLoss, List<String> warnings)
      implements ApplyAnswer {
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Not applied: other managers own fields with other values.
   *
   * @param problem the same for the reader
   */
  record Conflicted(List<FieldConflict> conflicts, Problem problem) implements ApplyAnswer {
    public Conflicted {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * Not applied: the object is not valid (422), or it changes what cannot be changed.
   *
   * @param causes what is wrong, field by field, as the server says it
   */
  record Invalid(List<Cause> causes, Problem problem) implements ApplyAnswer {
    public Invalid {
      causes = List.copyOf(causes);
    }
  }

  /**
   * One thing that is wrong with an object.
   *
   * @param field the field as the server writes it: {@code spec.selector}; may be empty
   * @param reason {@code FieldValueInvalid}, …
   * @param message the server's sentence
   */
  record Cause(String field, String reason, String message) {}
}
