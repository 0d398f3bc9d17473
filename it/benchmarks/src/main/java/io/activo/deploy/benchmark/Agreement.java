package io.activo.deploy.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateStream;
import io.activo.deploy.template.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.text.StringSubstitutor;

/** Whether all engines make the same of a file, byte for byte: otherwise there is no contest. */
final class Agreement {
  private final Path file;
  private final Path ours;
  private final Path other;

  /** The results are written beside the file. */
  Agreement(Path file) {
    this.file = file;
    this.ours = file.resolveSibling("ours.yml");
    this.other = file.resolveSibling("other.yml");
  }

  /** Fails unless the engines agree. */
  void require(Iterable<Engine> engines) throws IOException, InterruptedException {
    render(Engine.GNU_FILE, ours);
    for (Engine engine : engines) {
      render(engine, other);
      long different = Files.mismatch(ours, other);
      if (different >= 0) {
        throw new IllegalStateException(engine.title() + " differs at byte " + different);
      }
    }
  }

  private void render(Engine engine, Path to) throws IOException, InterruptedException {
    if (engine == Engine.ENVSUBST) {
      Envsubst.run(file, Redirect.to(to.toFile()));
      return;
    }
    try (OutputStream out = Files.newOutputStream(to)) {
      switch (engine) {
        case STRICT -> Template.parse(file, Sample.strict()).render(variables(), out);
        case SUBSTITUTOR -> out.write(substituted());
        default -> stream(out);
      }
    }
  }

  private void stream(OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      TemplateStream.of(Sample.gnu(), variables()).render(file.toString(), in, out);
    }
  }

  private byte[] substituted() throws IOException {
    String once = new StringSubstitutor(Sample.VARIABLES).replace(Sample.braced());
    return Sample.repeated(once.getBytes(UTF_8), (int) Files.size(ours));
  }

  private static Variables variables() {
    return Variables.of(Sample.VARIABLES);
  }
}
