package io.activo.deploy.image.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What one passage through an archive finds. Of layers nothing but their digests is kept; which
 * files are layers is told by another file, which may stand behind them.
 *
 * @param files each by its path, in their order
 * @param documents the small files that may be JSON
 * @param links where symbolic and hard links lead, within the archive
 */
record ArchiveIndex(
    Map<String, ArchivedFile> files, Map<String, byte[]> documents, Map<String, String> links) {
  private static final int LARGEST_DOCUMENT = 4 * 1024 * 1024;

  /**
   * Reads an archive to its end.
   *
   * @throws IOException if it cannot be read, or is not whole
   */
  static ArchiveIndex read(TarArchiveInputStream tar) throws IOException {
    ArchiveIndex index =
        new ArchiveIndex(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      String path = path(entry);
      if (entry.isSymbolicLink()) {
        index.links.put(path, path(path + "/../" + entry.getLinkName()));
      } else if (entry.isLink()) {
        index.links.put(path, path(entry.getLinkName()));
      } else if (entry.isFile()) {
        index.add(path, entry.getSize(), tar);
      }
    }
    return index;
  }

  private void add(String path, long size, InputStream tar) throws IOException {
    PushbackInputStream content = new PushbackInputStream(tar);
    int first = content.read();
    if (first >= 0) {
      content.unread(first);
    }
    if ((first == '{' || first == '[') && size <= LARGEST_DOCUMENT) {
      byte[] document = content.readAllBytes();
      documents.put(path, document);
      files.put(path, ArchivedFile.read(path, new ByteArrayInputStream(document)));
    } else {
      files.put(path, ArchivedFile.read(path, content));
    }
  }

  /** The path of an entry, as the index has it. */
  static String path(TarArchiveEntry entry) {
    return path(entry.getName());
  }

  /** Without {@code .} and {@code ..}; none leads out of the archive. */
  private static String path(String written) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : written.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  Optional<ArchivedFile> file(String path) {
    return Optional.ofNullable(files.get(target(path)));
  }

  Optional<byte[]> document(String path) {
    return Optional.ofNullable(documents.get(target(path)));
  }

  private String target(String path) {
    String target = path(path);
    for (int hops = 0; hops < links.size() && links.containsKey(target); hops++) {
      target = links.getOrDefault(target, target);
    }
    return target;
  }
}
