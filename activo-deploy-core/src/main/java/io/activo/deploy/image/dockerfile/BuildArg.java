package io.activo.deploy.image.dockerfile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One build argument that an {@code ARG} declares.
 *
 * @param value its default as written, with quotes; empty without one
 * @param at the instruction
 */
public record BuildArg(String name, Optional<String> value, Instruction at) {

  /** Those of some instructions, in their order. */
  static List<BuildArg> of(List<Instruction> instructions) {
    return instructions.stream()
        .filter(instruction -> instruction.is("ARG"))
        .flatMap(BuildArg::of)
        .toList();
  }

  private static Stream<BuildArg> of(Instruction instruction) {
    return instruction.operands().stream()
        .map(
            word -> {
              int equals = word.indexOf('=');
              return equals < 0
                  ? new BuildArg(word, Optional.empty(), instruction)
                  : new BuildArg(
                      word.substring(0, equals),
                      Optional.of(word.substring(equals + 1)),
                      instruction);
            });
  }
}
