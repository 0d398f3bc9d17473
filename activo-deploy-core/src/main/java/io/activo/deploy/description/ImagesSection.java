package io.activo.deploy.description;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.ImageTag;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Makes records of {@code image} and {@code images}. */
final class ImagesSection {
  /** What {@code ACTIVO_IMAGE_TAG} is already. */
  private static final String TAKEN_NAME = "tag";

  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private final Section root;
  private final OtherEnvironments others;
  private final AskedImages asked;
  private final ImageEntries entries;

  ImagesSection(Section root, OtherEnvironments others, AskedImages asked) {
    this.root = root;
    this.others = others;
    this.asked = asked;
    this.entries = ImageEntries.of(root.map());
  }

  List<ImageDescription> descriptions() {
    if (root.has("image") && root.has("images")) {
      root.problem(
          "there are 'image' and 'images'", entries.all().get(0).map().at(), "keep one of them");
    }
    if (root.section("images").isPresent()) {
      entries.all().forEach(this::checkName);
    }
    checkOrder();
    List<ImageDescription> images = new ArrayList<>();
    entries.all().forEach(entry -> description(entry).ifPresent(images::add));
    checkGiven(images);
    checkNames(images);
    return images;
  }

  private void checkName(ImageEntries.Entry entry) {
    String name = entry.name().text();
    if (!NAME.matcher(name).matches()) {
      root.problem(
          "'" + name + "' is no name of an image",
          entry.name().at(),
          "use at most 63 lower-case letters, digits and '-', neither first nor last a '-'");
    } else if (name.equals(TAKEN_NAME)) {
      root.problem(
          "an image '" + name + "' would be " + BuiltIns.IMAGE_TAG + ", which is another variable",
          entry.name().at(),
          "choose another name");
    }
  }

  /** What is built later is not there yet. */
  private void checkOrder() {
    Set<String> later = new LinkedHashSet<>();
    for (int i = entries.all().size() - 1; i >= 0; i--) {
      ImageEntries.Entry entry = entries.all().get(i);
      later.add(entry.variable());
      Set<String> reached = root.variables().reach(References.names(entry.map()));
      later.stream()
          .filter(reached::contains)
          .forEach(
              name ->
                  root.problem(
                      "image '" + entry.name().text() + "' uses ${" + name + "} before it is built",
                      entry.name().at(),
                      "write the image that it needs above it"));
    }
  }

  /** Of two images under one name the second takes the first one's away. */
  private void checkNames(List<ImageDescription> images) {
    Map<String, String> owners = new HashMap<>();
    for (ImageDescription image : images) {
      Set<String> names = new LinkedHashSet<>(List.of(image.reference().toString()));
      image.tags().forEach(tag -> names.add(image.reference().name() + ":" + tag));
      for (String name : names) {
        String owner = owners.putIfAbsent(name, image.name().value());
        if (owner != null) {
          root.problem(
              "images '" + owner + "' and '" + image.name() + "' are both " + name,
              image.name().at(),
              "give each a repository or a tag of its own");
        }
      }
    }
  }

  private void checkGiven(List<ImageDescription> images) {
    boolean complete = images.size() == entries.all().size() && root.problems().isEmpty();
    if (asked.given().isEmpty() || !complete) {
      return;
    }
    for (ImageReference reference : asked.given()) {
      if (images.stream().noneMatch(image -> image.reference().equals(reference))) {
        refuseGiven("no image of this environment is '" + reference + "'");
      }
    }
    images.stream()
        .filter(ImageDescription::mayBeBuilt)
        .forEach(image -> refuseGiven("-Dactivo.image names no " + image.reference().name()));
  }

  private void refuseGiven(String what) {
    root.problems()
        .add(
            Problem.of(
                what,
                Place.of("-Dactivo.image"),
                "name every image of the environment, REPOSITORY[:TAG]@DIGEST, with commas"));
  }

  private Optional<ImageDescription> description(ImageEntries.Entry entry) {
    Section image = new Section(entry.map(), root.variables(), root.problems());
    Text name = new Text(entry.name().text(), entry.name().at());
    Optional<ImageReference> own = reference(image, entry);
    ImageBuildSection build = new ImageBuildSection(image);
    SharedImage shared = new SharedImage(root, entry, others);
    boolean takesEnvFile = SharedImage.takesEnvFile(root, entry);
    Optional<ImageSource> source = own.flatMap(reference -> source(image, entry, reference));
    BuildDescription options = build.options();
    return own.flatMap(
        reference ->
            source.map(
                from ->
                    new ImageDescription(
                        name,
                        reference(reference, from),
                        tags(image),
                        from,
                        image.text("context"),
                        image.text("dockerfile"),
                        build.files(),
                        takesEnvFile,
                        shared.twins(reference),
                        options)));
  }

  static boolean leavesEnvFile(YamlMap image) {
    return image.get("env-file").filter(ShapeCheck::isNull).isPresent();
  }

  /** An image that is given is what is deployed, wherever it is. */
  private ImageReference reference(ImageReference own, ImageSource source) {
    return source instanceof ImageSource.Taken taken && asked.given().contains(taken.from())
        ? taken.from()
        : own;
  }

  private Optional<ImageReference> reference(Section image, ImageEntries.Entry entry) {
    Optional<Text> repository = image.required("repository", "repository: gcr.io/project/web");
    Optional<Text> tag = image.text(entry.tag());
    Optional<ImageReference> named =
        repository.flatMap(text -> read(text.at(), () -> repository(text)));
    return named.flatMap(
        reference -> tag.flatMap(text -> read(text.at(), () -> reference.withTag(tagOf(text)))));
  }

  private static ImageReference repository(Text name) {
    ImageReference reference = ImageReference.parse(name.value());
    if (reference.tag().isPresent() || reference.digest().isPresent()) {
      throw new DeployException(
          Problem.of(
              "'" + name + "' has a tag or digest, but must be a repository",
              name.at(),
              "write the tag under 'tag'"));
    }
    return reference;
  }

  private static String tagOf(Text text) {
    String tag = ImageTag.of(text.value());
    if (tag.isEmpty()) {
      throw new DeployException(
          Problem.of(
              "'" + text + "' leaves no tag",
              text.at(),
              "use letters, digits, '_', '.' and '-', at most 128"));
    }
    return tag;
  }

  private List<Text> tags(Section image) {
    return image.texts("tags").stream()
        .flatMap(
            text ->
                read(text.at(), () -> tagOf(text)).map(tag -> new Text(tag, text.at())).stream())
        .toList();
  }

  private Optional<ImageSource> source(
      Section image, ImageEntries.Entry entry, ImageReference own) {
    Optional<ImageReference> named = asked.of(own, entries.all().size() == 1);
    if (named.isPresent()) {
      return Optional.of(new ImageSource.Taken(named.get(), "-Dactivo.image"));
    }
    if (asked.from().isPresent()) {
      return promoted(asked.from().get(), entry);
    }
    Optional<Text> from = image.text("from");
    if (from.isPresent() && image.has("build")) {
      root.problem(
          "image '" + entry.name().text() + "' has 'build' and 'from'",
          from.get().at(),
          "keep one of them");
    }
    return from.isPresent()
        ? from.flatMap(environment -> taken(environment, entry))
        : Optional.of(built(image, entry, own));
  }

  private ImageSource built(Section image, ImageEntries.Entry entry, ImageReference own) {
    SharedImage shared = new SharedImage(root, entry, others);
    return switch (image.text("build").map(Text::value).orElse("")) {
      case "always" -> new ImageSource.Built();
      case "missing" ->
          new ImageSource.BuiltWhenMissing(List.of(), SharedImage.takesEnvFile(root, entry));
      case "never" -> new ImageSource.Taken(own, "build: never");
      default ->
          shared.isOfThisCommit(own) && !shared.elsewhere().isEmpty()
              ? new ImageSource.BuiltWhenMissing(shared.elsewhere(), true)
              : new ImageSource.Built();
    };
  }

  private Optional<ImageSource> promoted(String environment, ImageEntries.Entry entry) {
    return read(
            Place.of("-Dactivo.from"),
            () -> new TakenImage(root, entry, environment).reference(others.all()))
        .map(reference -> new ImageSource.Taken(reference, "from " + environment));
  }

  private Optional<ImageSource> taken(Text environment, ImageEntries.Entry entry) {
    return read(
            environment.at(),
            () -> new TakenImage(root, entry, environment.value()).reference(others.all()))
        .map(reference -> new ImageSource.Taken(reference, "from: " + environment));
  }

  /** A value of a capability, its problem told at the place where it is written. */
  private <T> Optional<T> read(Place at, Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (DeployException e) {
      e.problems().stream()
          .map(problem -> new Problem(problem.what(), at, problem.fix(), problem.detail()))
          .forEach(root.problems()::add);
      return Optional.empty();
    }
  }
}
