package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.ApplyAnswer.Cause;
import io.activo.deploy.kubernetes.ApplyAnswer.Invalid;
import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the server finds wrong with an object, each field at its place in the file. */
final class Validity {
  private Validity() {}

  static Problem problem(Manifest manifest, Invalid invalid) {
    List<Cause> causes = invalid.causes();
    Problem said = invalid.problem();
    if (causes.stream().allMatch(cause -> cause.field().isEmpty())) {
      return said;
    }
    if (causes.size() == 1) {
      Place place = place(manifest, causes.get(0));
      return Problem.of(said.what(), place, said.fix()).withDetail(said.detail());
    }
    return causes.size() == said.detail().size()
        ? said.withDetail(
            IntStream.range(0, causes.size())
                .mapToObj(i -> place(manifest, causes.get(i)) + ": " + said.detail().get(i))
                .toList())
        : said;
  }

  /** The place of the field that the server names, or of the nearest above it that is written. */
  private static Place place(Manifest manifest, Cause cause) {
    String text = cause.field();
    while (!text.isEmpty()) {
      Optional<FieldPath> path =
          FieldText.read(text, manifest.content()).flatMap(field -> field.in(manifest.content()));
      if (path.isPresent()) {
        return manifest.placeOf(path.get());
      }
      text = text.substring(0, Math.max(0, Math.max(text.lastIndexOf('.'), text.lastIndexOf('['))));
    }
    return manifest.place();
  }
}
