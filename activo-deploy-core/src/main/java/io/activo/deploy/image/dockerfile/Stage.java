package io.activo.deploy.image.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one {@code FROM} begins.
 *
 * @param number from 0
 * @param from its first instruction
 * @param instructions those that follow
 */
public record Stage(int number, Instruction from, List<Instruction> instructions) {
  public Stage {
    instructions = List.copyOf(instructions);
  }

  /** What it is built on, as written: an image, an earlier stage, or {@code scratch}. */
  public String base() {
    return from.operands().stream().findFirst().orElse("");
  }

  /** Its name behind {@code AS}, in small letters, since names are compared without case. */
  public Optional<String> name() {
    List<String> words = from.operands();
    return words.size() == 3 && words.get(1).equalsIgnoreCase("as")
        ? Optional.of(words.get(2).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** Whether a name, or a number, means this stage. */
  public boolean isCalled(String reference) {
    return name().equals(Optional.of(reference.toLowerCase(Locale.ROOT)))
        || reference.equals(Integer.toString(number));
  }
}
