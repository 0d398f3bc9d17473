package io.activo.deploy.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Makes the rendered text of what a scanner finds. The words of forms are not read into anything:
 * each is passed on, passed over, or kept, as the form that holds it needs. No recursion: a stack
 * says what the open words are for.
 */
final class Evaluation implements Found {

  /** What the word of an open form is for. */
  private enum Use {
    /** It stands in the text. */
    TEXT,
    /** Nobody needs it. */
    NOTHING,
    /** It stands in the text, and a variable gets it. */
    ASSIGNMENT,
    /** It says what is wrong. */
    MESSAGE
  }

  private record Word(Use use, int at, int name, int keptFrom) {}

  /** A reference to an unset variable, of which the text needs the value. */
  record Unset(int at, int name) {}

  private final byte[] template;
  private final Values values;
  private final Names names;
  private final Sink sink;
  private final List<Word> words = new ArrayList<>();
  private final Kept kept = new Kept();
  private final BitSet toldUnset = new BitSet();
  private final List<Unset> unset = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  /** How many of the words are for nothing, so that nothing within them counts. */
  private int idle;

  /** How many of the words are kept. */
  private int keeping;

  /** How many of the words are messages, so that nothing within them stands in the text. */
  private int messages;

  Evaluation(byte[] template, Names names, Values values, Sink sink) {
    this.template = template;
    this.names = names;
    this.values = values;
    this.sink = sink;
  }

  /** The references to unset names whose value was needed, each name at its first. */
  List<Unset> unset() {
    return unset;
  }

  /** What the dialect does not allow, and the forms that need a value which is not there. */
  List<Mistake> mistakes() {
    return mistakes;
  }

  @Override
  public void text(int from, int to) {
    if (idle > 0) {
      return;
    }
    if (keeping > 0) {
      kept.add(template, from, to);
    }
    if (messages == 0) {
      try {
        if (words.isEmpty()) {
          sink.text(template, from, to);
        } else {
          sink.word(template, from, to, names.name(words.get(words.size() - 1).name()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void reference(int from, int name) {
    if (idle > 0) {
      return;
    }
    if (!values.isSet(name) && !toldUnset.get(name)) {
      toldUnset.set(name);
      unset.add(new Unset(from, name));
    }
    value(from, name);
  }

  @Override
  public void open(int from, int name, Form form) {
    Use use = idle > 0 ? Use.NOTHING : use(from, name, form);
    words.add(new Word(use, from, name, kept.length()));
    count(use, 1);
  }

  private Use use(int from, int name, Form form) {
    boolean has = form.colon() ? values.value(name).length > 0 : values.isSet(name);
    if (form.operator() == Form.Operator.ALTERNATIVE) {
      return has ? Use.TEXT : Use.NOTHING;
    }
    if (has) {
      value(from, name);
      return Use.NOTHING;
    }
    return switch (form.operator()) {
      case ASSIGN -> Use.ASSIGNMENT;
      case REQUIRED -> Use.MESSAGE;
      default -> Use.TEXT;
    };
  }

  @Override
  public void close() {
    Word word = words.remove(words.size() - 1);
    count(word.use(), -1);
    if (word.use() == Use.ASSIGNMENT && kept.isFull()) {
      mistakes.add(new Mistake(word.at(), "the word of this form is too long", "shorten it"));
    } else if (word.use() == Use.ASSIGNMENT) {
      values.assign(word.name(), kept.from(word.keptFrom()));
    } else if (word.use() == Use.MESSAGE) {
      mistakes.add(required(word));
      kept.cutTo(word.keptFrom());
    }
    if (keeping == 0) {
      kept.cutTo(0);
    }
  }

  private void count(Use use, int by) {
    idle += use == Use.NOTHING ? by : 0;
    messages += use == Use.MESSAGE ? by : 0;
    keeping += use == Use.MESSAGE || use == Use.ASSIGNMENT ? by : 0;
  }

  private Mistake required(Word word) {
    String name = names.name(word.name());
    byte[] message = kept.from(word.keptFrom());
    String what = values.isSet(word.name()) ? " is empty" : " is not set";
    String said = Excerpt.of(message, 0, message.length);
    return new Mistake(word.at(), name + what + (said.isEmpty() ? "" : ": " + said), "set " + name);
  }

  private void value(int from, int name) {
    byte[] value = values.value(name);
    if (keeping > 0) {
      // A message shows no value: it may be a secret.
      byte[] said = messages == 0 ? value : written(name);
      kept.add(said, 0, said.length);
    }
    if (messages == 0) {
      try {
        sink.value(value, from, names.name(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private byte[] written(int name) {
    return Placeholder.DOLLAR.around(names.name(name)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void mistake(Mistake mistake) {
    mistakes.add(mistake);
  }

  /** Words that are kept, the inner ones within the outer ones. */
  private static final class Kept {
    /** Variables that are made of each other could double for ever. */
    private static final int LONGEST = 1 << 26;

    private byte[] bytes = {};
    private int length;
    private boolean full;

    void add(byte[] from, int begin, int end) {
      int more = end - begin;
      full |= more > LONGEST - length;
      if (full) {
        return;
      }
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(64, Math.max(2 * bytes.length, length + more)));
      }
      System.arraycopy(from, begin, bytes, length, more);
      length += more;
    }

    int length() {
      return length;
    }

    boolean isFull() {
      return full;
    }

    byte[] from(int begin) {
      return Arrays.copyOfRange(bytes, begin, length);
    }

    void cutTo(int end) {
      length = end;
    }
  }
}
