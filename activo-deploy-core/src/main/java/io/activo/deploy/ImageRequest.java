package io.activo.deploy;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a caller says about images.
 *
 * @param given images that exist, each with a digest, deployed in the place of those described
 * @param version the project's version, for the image's label
 * @param created when the image is said to be made, so that builds can be reproduced
 */
public record ImageRequest(
    List<ImageReference> given, Optional<String> version, Optional<Instant> created) {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{2,12}");

  public ImageRequest {
    given = List.copyOf(given);
  }

  /** Nothing. */
  public static ImageRequest none() {
    return new ImageRequest(List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * The same with images that are given.
   *
   * @param text {@code REPOSITORY[:TAG]@DIGEST}, several with commas
   * @throws DeployException if the text is none
   */
  public ImageRequest withGiven(String text) {
    List<ImageReference> images =
        Stream.of(text.split(",", -1)).map(String::strip).map(ImageRequest::image).toList();
    return new ImageRequest(images, version, created);
  }

  private static ImageReference image(String text) {
    if (ImageReference.fault(text).isEmpty()) {
      ImageReference image = ImageReference.parse(text);
      if (image.digest().isPresent()) {
        return image;
      }
    }
    throw new DeployException(
        Problem.of(
            "'" + text + "' is no image with its digest",
            Place.of("-Dactivo.image"),
            "write REPOSITORY[:TAG]@sha256:…, as the report of an earlier deploy has it"));
  }

  /**
   * The same with a time as Maven's reproducible builds have it in {@code
   * project.build.outputTimestamp}.
   *
   * @param text a time with its offset (ISO 8601) or seconds since 1970; a single character or none
   *     says nothing
   * @throws DeployException if the text is no time
   */
  public ImageRequest withCreated(String text) {
    if (text.strip().length() < 2) {
      return this;
    }
    return new ImageRequest(given, version, Optional.of(time(text.strip())));
  }

  private static Instant time(String text) {
    try {
      return SECONDS.matcher(text).matches()
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new DeployException(
          Problem.of(
              "'" + text + "' is no time",
              Place.of("project.build.outputTimestamp"),
              "write it like 2026-01-31T12:00:00Z"),
          e);
    }
  }
}
