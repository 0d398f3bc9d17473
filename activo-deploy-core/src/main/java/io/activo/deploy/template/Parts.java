package io.activo.deploy.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Renders a text part by part, in the dialects in which nothing can be wrong with it. What may be
 * the beginning of a reference at the end of a part is read again with the next one.
 */
final class Parts {
  private static final int PART = 1 << 16;

  private final TemplateRules rules;
  private final Names names;
  private final Values values;
  private byte[] part = new byte[PART];

  Parts(TemplateRules rules, Variables variables, Charset valueCharset) {
    this.rules = rules;
    this.names = new Names(rules::substitutes);
    this.values = new Values(names, variables, valueCharset);
  }

  void copy(InputStream in, OutputStream out) throws IOException {
    Output output = new Output(out, PART);
    Scanner scanner = scanner(output);
    int open = 0;
    boolean more = true;
    while (more) {
      if (open == part.length) {
        part = Arrays.copyOf(part, Math.multiplyExact(2, open));
        scanner = scanner(output);
      }
      int read = in.readNBytes(part, open, part.length - open);
      int length = open + read;
      more = length == part.length;
      open = more && rules.dialect() == Dialect.GNU ? GnuScanner.openTail(part, length) : 0;
      scan(scanner, length - open);
      System.arraycopy(part, length - open, part, 0, open);
    }
    output.flush();
  }

  private Scanner scanner(Output output) {
    Evaluation evaluation = new Evaluation(part, names, values, new Sink.ToOutput(output));
    return Scanner.of(rules, part, names, evaluation);
  }

  private static void scan(Scanner scanner, int length) throws IOException {
    try {
      scanner.scan(length);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
