package io.activo.deploy;

import java.util.List;
import java.util.Random;

/**
 * Random cases with a fixed seed, so that every run has the same ones. {@code -Dactivo.fuzz=N} asks
 * for N cases in place of a test's own number.
 */
public final class Fuzz {
  private static final long SEED = 20261125L;

  private final Random random = new Random(SEED);

  /** How many cases to try: what is asked for, else the test's own number. */
  public static int cases(int usual) {
    return Integer.getInteger("activo.fuzz", usual);
  }

  /** One of the texts. */
  @SafeVarargs
  public final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  /** One of the texts. */
  public <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A number from 0, below the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
