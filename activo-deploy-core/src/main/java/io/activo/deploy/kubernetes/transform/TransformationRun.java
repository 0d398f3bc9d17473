package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.secret.Secret;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The steps of one transformation, and what they have made so far. */
final class TransformationRun {
  static final String RESTARTED = "activo.io/restartedAt";

  private final Transformation asked;
  private final Scope scope;
  private final Problems problems = new Problems();
  private final List<Problem> warnings = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final List<GeneratedObject> generated = new ArrayList<>();

  /** The objects of all entries, one after the other. */
  private List<Manifest> written = List.of();

  /** Generated under the names that they keep, and those with a hash, whose content is final. */
  private List<Manifest> plain = List.of();

  private List<Manifest> hashed = List.of();

  TransformationRun(Transformation asked, Scope scope) {
    this.asked = asked;
    this.scope = scope;
  }

  void placeAndSuffix(List<EntryObjects> entries) {
    entries.forEach(entry -> sizes.add(entry.manifests().size()));
    written =
        entries.stream()
            .flatMap(entry -> new EntryChange(entry, scope).apply(problems).stream())
            .toList();
  }

  void generate(GeneratorInputs inputs) {
    new GeneratorChecks(problems, scope).check(asked.generators(), written);
    for (Generator generator : asked.generators()) {
      problems.collect(() -> GeneratedObject.of(generator, inputs)).ifPresent(generated::add);
    }
    plain = made(false);
    hashed = made(true);
  }

  private List<Manifest> made(boolean hash) {
    return generated.stream()
        .filter(object -> object.generator().hash() == hash)
        .map(GeneratedObject::manifest)
        .toList();
  }

  void setImages() {
    written = new SetImages(asked.images()).apply(written, problems);
  }

  void addPullSecrets() {
    asked
        .pullSecret()
        .map(secret -> new PullSecrets(secret, scope))
        .ifPresent(
            secrets -> {
              secrets.warning(written).ifPresent(warnings::add);
              plain = Stream.concat(plain.stream(), secrets.made(written).stream()).toList();
              written = written.stream().map(secrets::named).toList();
            });
  }

  void annotate() {
    for (Annotation annotation : asked.annotations()) {
      written = written.stream().map(each -> annotation.on(each, problems)).toList();
      plain = plain.stream().map(each -> annotation.on(each, problems)).toList();
      hashed = hashed.stream().map(each -> annotation.on(each, problems)).toList();
    }
  }

  void followHashedNames() {
    Map<NamedObject, String> names = new LinkedHashMap<>();
    generated.stream()
        .filter(object -> object.generator().hash())
        .forEach(object -> names.put(key(object), object.manifest().ref().name()));
    warnings.addAll(new GeneratorChecks(problems, scope).unused(asked.generators(), written));
    Renames renames = new Renames(names, scope);
    written = written.stream().map(renames::follow).toList();
  }

  private NamedObject key(GeneratedObject object) {
    return GeneratorChecks.key(object.generator(), scope);
  }

  void restart() {
    asked
        .restart()
        .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
        .ifPresent(
            time ->
                written =
                    written.stream()
                        .map(
                            each ->
                                PodFields.rolls(each.ref())
                                    ? PodFields.withTemplateAnnotation(each, RESTARTED, time)
                                    : each)
                        .toList());
  }

  void addChecksums() {
    ConfigurationChecksum checksum =
        ConfigurationChecksum.of(Stream.concat(written.stream(), plain.stream()).toList(), scope);
    written = written.stream().map(checksum::on).toList();
  }

  Transformed result() {
    problems.throwIfAny();
    List<List<Manifest>> entries = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      entries.add(written.subList(from, from + size));
      from += size;
    }
    List<Secret> secrets = generated.stream().flatMap(object -> object.secrets().stream()).toList();
    return new Transformed(
        entries, Stream.concat(hashed.stream(), plain.stream()).toList(), warnings, secrets);
  }
}
