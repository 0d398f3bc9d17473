package io.activo.deploy.description;

import io.activo.deploy.image.ImageReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One image of an environment.
 *
 * @param name its key under {@code images}, or the app
 * @param reference its name and the tag deployed
 * @param tags more tags, made valid
 * @param source where the image comes from
 * @param context the context folder, relative to the description
 * @param dockerfile the Dockerfile, relative to the description; default: in the context
 * @param files contents to put into the build context, by path
 * @param takesEnvFile whether the env-file goes into it
 * @param twins environments that give another image, with or without an env-file, the same name and
 *     tag
 * @param options how it is built
 */
public record ImageDescription(
    Text name,
    ImageReference reference,
    List<Text> tags,
    ImageSource source,
    Optional<Text> context,
    Optional<Text> dockerfile,
    Map<Text, byte[]> files,
    boolean takesEnvFile,
    List<String> twins,
    BuildDescription options) {
  public ImageDescription {
    tags = List.copyOf(tags);
    twins = List.copyOf(twins);
    files = new LinkedHashMap<>(files);
  }

  /** Whether this deploy may build it. */
  public boolean mayBeBuilt() {
    return !(source instanceof ImageSource.Taken);
  }
}
