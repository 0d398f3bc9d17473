package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.Problem;
import java.util.List;

/** What would become of an object if it were applied now. */
public sealed interface Preview {

  /**
   * It would be applied.
   *
   * @param after as the cluster would have it then
   * @param remarks what the cluster remarks, and what is done beyond applying: fields taken or left
   */
  record Applicable(LiveObject after, List<String> remarks) implements Preview {
    public Applicable {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * It would be deleted and made anew.
   *
   * @param why {@code spec.selector is immutable}
   */
  record Replaced(LiveObject after, List<String> why) implements Preview {
    public Replaced {
      why = List.copyOf(why);
    }
  }

  /** It would be refused. */
  record Refused(Problem problem) implements Preview {}
}
