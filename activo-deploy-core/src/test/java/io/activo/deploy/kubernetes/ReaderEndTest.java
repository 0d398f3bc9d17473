package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a connection's reader needs for its end is there before its end comes. */
class ReaderEndTest {
  /** What okio 3 loads first when a socket's source is closed. */
  private static final String NEEDED = "okio.internal._AtomicKt";

  @Test
  void itsClassesAreLoadedBeforeAProgramIsGone() throws IOException, ReflectiveOperationException {
    try (Classes program = new Classes()) {
      Method load = program.loadClass(ReaderEnd.class.getName()).getDeclaredMethod("load");
      load.setAccessible(true);
      assertFalse(program.hasLoaded(NEEDED));
      load.invoke(null);
      assertTrue(program.hasLoaded(NEEDED));
    }
  }

  /** The classes of a program, loaded anew. */
  private static final class Classes extends URLClassLoader {
    Classes() {
      super(
          Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(Classes::url)
              .toArray(URL[]::new),
          ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }

    boolean hasLoaded(String name) {
      return findLoadedClass(name) != null;
    }
  }
}
