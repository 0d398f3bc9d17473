package io.activo.deploy.image.context;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that is sent with a build context.
 *
 * @param path relative to the context, with slashes; a folder's without one at its end
 * @param mode permissions and the set-id and sticky bits
 * @param link what a symbolic link points to, as written; empty otherwise
 */
record ContextEntry(
    String path, Type type, int mode, Instant modified, String link, Content content) {

  /** Where it is: on the disk, or its path in the context. */
  Place place() {
    return Place.of(content.file().map(Path::toString).orElse(path));
  }

  /**
   * Writes the content, which is as long as the entry says.
   *
   * @param buffer for reading
   * @throws DeployException if it cannot be read, or has changed since the entry was made
   * @throws IOException if the stream fails
   */
  void copyTo(OutputStream out, byte[] buffer) throws IOException {
    long copied = 0;
    try (InputStream in = open()) {
      for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
        copied += read;
        if (copied > content.size()) {
          break;
        }
        out.write(buffer, 0, read);
      }
    }
    Optional<String> change = content.change();
    if (change.isPresent() || copied != content.size()) {
      throw changed(change.orElse("it gives more or fewer than its " + content.size() + " bytes"));
    }
  }

  private InputStream open() {
    try {
      return content.open();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private DeployException failed(IOException cause) {
    return content.change().map(this::changed).orElseGet(() -> DiskFile.unreadable(place(), cause));
  }

  private DeployException changed(String how) {
    return new DeployException(DiskFile.changed(place(), how));
  }

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

    /** Where the disk has them; empty if they are ours. */
    default Optional<Path> file() {
      return Optional.empty();
    }

    /** How the file differs now from what it was when its entry was made; empty if it does not. */
    default Optional<String> change() {
      return Optional.empty();
    }

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
