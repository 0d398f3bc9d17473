package io.activo.deploy.template;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a template's names during one rendering: each is looked up once, when needed. */
final class Values {
  private static final byte[] UNSET = {};

  private final Names names;
  private final Variables variables;
  private final Charset charset;
  private final Map<Integer, byte[]> assigned = new HashMap<>();

  /** By number; null where nobody asked yet. */
  private byte[] @Nullable [] known = new byte[16][];

  Values(Names names, Variables variables, Charset charset) {
    this.names = names;
    this.variables = variables;
    this.charset = charset;
  }

  /** The value of the name with a number; empty also where it is not set. */
  byte[] value(int name) {
    byte[] own = assigned.isEmpty() ? null : assigned.get(name);
    return own == null ? lookedUp(name) : own;
  }

  private byte[] lookedUp(int name) {
    if (name >= known.length) {
      known = Arrays.copyOf(known, Math.max(name + 1, 2 * known.length));
    }
    byte[] value = known[name];
    if (value == null) {
      value = variables.value(names.name(name)).map(text -> text.getBytes(charset)).orElse(UNSET);
      known[name] = value;
    }
    return value;
  }

  /** Where they are looked up. */
  Variables variables() {
    return variables;
  }

  /** Whether the name with a number has a value, an empty one included. */
  boolean isSet(int name) {
    return value(name) != UNSET;
  }

  /** Gives a value to a name until {@link #forgetAssignments}. */
  void assign(int name, byte[] value) {
    assigned.put(name, value);
  }

  /** As it was before anything was assigned; nothing is looked up again. */
  Values forgetAssignments() {
    assigned.clear();
    return this;
  }
}
