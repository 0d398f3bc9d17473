package io.activo.deploy.template;

import java.io.IOException;

/** Takes the pieces of a rendered text, in order. */
interface Sink {
  /** Text of the template between two offsets. */
  void text(byte[] template, int from, int to) throws IOException;

  /** As {@link #text}, of the word of a form for a variable. */
  default void word(byte[] template, int from, int to, String name) throws IOException {
    text(template, from, to);
  }

  /** The value of a variable, for the reference or form that begins at an offset. */
  void value(byte[] value, int at, String name) throws IOException;

  /** A sink that only counts; see {@link #length()}. */
  final class Length implements Sink {
    private long length;

    @Override
    public void text(byte[] template, int from, int to) {
      length += to - from;
    }

    @Override
    public void value(byte[] value, int at, String name) {
      length += value.length;
    }

    /** How many bytes the text has. */
    long length() {
      return length;
    }
  }

  /** A sink that writes to an output. */
  record ToOutput(Output output) implements Sink {
    @Override
    public void text(byte[] template, int from, int to) throws IOException {
      output.write(template, from, to);
    }

    @Override
    public void value(byte[] value, int at, String name) throws IOException {
      output.write(value, 0, value.length);
    }
  }
}
