package io.activo.deploy.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.template.TemplateStream;
import io.activo.deploy.template.Variables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.text.StringSubstitutor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The sample's templates, repeated up to a size, through every engine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class TemplatesBenchmark {
  /** The text as a file, for a process. */
  static final Path FILE = Path.of("target", "manifests.yml");

  static final int SIZE = 77_000_000;

  /** In bytes. */
  @Param("" + SIZE)
  public int size;

  private final Variables variables = Variables.of(Sample.VARIABLES);
  private final StringSubstitutor substitutor = new StringSubstitutor(Sample.VARIABLES);
  private final TemplateRules gnu = Sample.gnu();
  private final TemplateRules strict = Sample.strict();
  private final List<byte[]> templates = Sample.templates();
  private final byte[] piece = Sample.braced().getBytes(UTF_8);
  private byte[] text = {};
  private Template parsed = Template.parse("stream", text, strict);

  /** Repeats the sample. */
  @Setup
  public void repeat() {
    text = Sample.repeated(Sample.manifests(), size);
    parsed = Template.parse("stream", text, strict);
  }

  /** As envsubst does it: while it is read. */
  @Benchmark
  public void gnuStream(Blackhole hole) throws IOException {
    stream(new ByteArrayInputStream(text), new Discarded(hole));
  }

  /** The same from a file of the operating system to {@code /dev/null}. */
  @Benchmark
  public void gnuFile() throws IOException {
    try (InputStream in = Files.newInputStream(FILE);
        OutputStream out = Files.newOutputStream(Path.of("/dev/null"))) {
      stream(in, out);
    }
  }

  private void stream(InputStream in, OutputStream out) throws IOException {
    TemplateStream.of(gnu, variables).render("stream", in, out);
  }

  /** Parsed before; nothing is written before all of it is known to be right. */
  @Benchmark
  public void strictRender(Blackhole hole) throws IOException {
    parsed.render(variables, new Discarded(hole));
  }

  /**
   * The text in pieces, each the sample once: it moves the rest of a text for every reference, so
   * that the whole would take hours. From bytes to bytes, as the others.
   */
  @Benchmark
  public void stringSubstitutor(Blackhole hole) {
    for (int done = 0; done < text.length; done += piece.length) {
      hole.consume(substitutor.replace(new String(piece, UTF_8)).getBytes(UTF_8));
    }
  }

  /** A process, from a file to {@code /dev/null}. */
  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 2)
  public void gnuEnvsubst() throws Exception {
    Envsubst.run(FILE, ProcessBuilder.Redirect.DISCARD);
  }

  /** What a deploy does: each template parsed and rendered once. */
  @Benchmark
  public void sixTemplates(Blackhole hole) {
    for (byte[] template : templates) {
      hole.consume(Template.parse("template", template, strict).render(variables));
    }
  }

  /** Takes every byte, and keeps none. */
  private static final class Discarded extends OutputStream {
    private final Blackhole hole;

    Discarded(Blackhole hole) {
      this.hole = hole;
    }

    @Override
    public void write(int b) {
      hole.consume(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      hole.consume(bytes);
    }
  }
}
