package io.activo.deploy.image.engine;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** One image to build: the name that it gets, what it is built from, and how. */
public record ImageBuild(ImageReference reference, BuildContext context, BuildOptions options) {
  /** The label that tells {@link #inputs()} of whoever has the image. */
  public static final String INPUTS_LABEL = "io.activo.inputs";

  /** Labels that tell of the commit and the time, and change nothing that runs. */
  private static final String ANNOTATION = "org.opencontainers.image.";

  /** A build with the usual options. */
  public ImageBuild(ImageReference reference, BuildContext context) {
    this(reference, context, BuildOptions.usual());
  }

  /**
   * The digest of everything that this machine puts into the image: the context with its Dockerfile
   * and the options. Equal inputs make equal images but for what the Dockerfile fetches. Reads the
   * whole context.
   */
  public Digest inputs() {
    Map<String, Object> inputs = new TreeMap<>();
    inputs.put("context", context.digest().toString());
    inputs.put("target", options.target().orElse(""));
    inputs.put("args", new TreeMap<>(options.args()));
    Map<String, String> labels = new TreeMap<>(options.labels());
    labels.keySet().removeIf(name -> name.startsWith(ANNOTATION) || name.equals(INPUTS_LABEL));
    inputs.put("labels", labels);
    inputs.put("platform", options.platform().orElse(""));
    inputs.put("network", options.network().orElse(""));
    inputs.put("add-hosts", options.addHosts());
    return Digest.of(Json.print(inputs).getBytes(StandardCharsets.UTF_8));
  }

  /** The same build, whose image tells its inputs by a label. */
  public ImageBuild tellingInputs() {
    Map<String, String> labels = new LinkedHashMap<>(options.labels());
    labels.put(INPUTS_LABEL, inputs().toString());
    return new ImageBuild(reference, context, options.withLabels(labels));
  }
}
