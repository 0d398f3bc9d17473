package io.activo.deploy.template;

import io.activo.deploy.template.Form.Operator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What a template says before anything is known about values: whether rendering it can fail. */
final class Survey implements Found {
  private final List<Mistake> malformed = new ArrayList<>();
  private final BitSet needed = new BitSet();
  private int words;
  private boolean hasReferenceInWord;
  private boolean hasRequired;

  /** What the dialect does not allow. */
  List<Mistake> malformed() {
    return malformed;
  }

  /**
   * Whether nothing can be wrong with these values, by the references that stand in no word. Asks
   * for none that the text does not need; false also where it depends on the word of a form.
   */
  boolean isSafe(Values values, boolean unsetIsError) {
    boolean allSet = !hasReferenceInWord && needed.stream().allMatch(values::isSet);
    return malformed.isEmpty() && !hasRequired && (allSet || !unsetIsError);
  }

  @Override
  public void reference(int from, int name) {
    if (words == 0) {
      needed.set(name);
    } else {
      hasReferenceInWord = true;
    }
  }

  @Override
  public void open(int from, int name, Form form) {
    words++;
    hasRequired |= form.operator() == Operator.REQUIRED;
  }

  @Override
  public void close() {
    words--;
  }

  @Override
  public void mistake(Mistake mistake) {
    malformed.add(mistake);
  }
}
