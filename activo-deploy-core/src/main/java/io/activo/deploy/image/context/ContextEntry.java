package io.activo.deploy.image.context;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * One thing that is sent with a build context.
 *
 * @param path relative to the context, with slashes; a folder's without one at its end
 * @param mode permissions and the set-id and sticky bits
 * @param link what a symbolic link points to, as written; empty otherwise
 */
record ContextEntry(
    String path, Type type, int mode, Instant modified, String link, Content content) {

  /** What an entry is. */
  enum Type {
    FILE,
    FOLDER,
    LINK,
    FIFO
  }

  /** The bytes of a file. */
  interface Content {
    /** How many there are; nothing that opens gives more or fewer unless it changed meanwhile. */
    long size();

    InputStream open() throws IOException;

    /** No bytes: what is not a file has none. */
    static Content none() {
      return of(new byte[0]);
    }

    static Content of(byte[] bytes) {
      return new Content() {
        @Override
        public long size() {
          return bytes.length;
        }

        @Override
        public InputStream open() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }

  /** Is shown each entry, a folder before what is in it. */
  interface Visitor {
    void visit(ContextEntry entry) throws IOException;
  }
}
