package io.activo.deploy.image.context;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Goes through a build context and shows what is sent, in the order of the classic client: each
 * folder in byte order of the names, a folder before what is in it. Holds one folder's list a level
 * in memory, and no content.
 *
 * @param overlay contents in place of the disk's or besides them, by path; always sent
 * @param kept paths that are sent although a pattern excludes them
 * @param modified the time of an overlay that replaces no file
 */
record ContextWalk(
    Path folder,
    NavigableMap<String, byte[]> overlay,
    Set<String> kept,
    DockerIgnore ignore,
    Instant modified) {
  private static final int NEW_FILE = 0644;
  private static final int NEW_FOLDER = 0755;

  void each(ContextEntry.Visitor visitor) throws IOException {
    folder("", Optional.of(folder), DockerIgnore.Verdict.ofRoot(), visitor);
  }

  private void folder(
      String prefix,
      Optional<Path> disk,
      DockerIgnore.Verdict verdict,
      ContextEntry.Visitor visitor)
      throws IOException {
    Map<String, Path> onDisk = disk.map(DiskFile::children).orElseGet(TreeMap::new);
    Set<String> names = new TreeSet<>(DiskFile.BYTE_ORDER);
    names.addAll(onDisk.keySet());
    names.addAll(overlaysIn(prefix));
    for (String name : names) {
      Optional<DiskFile> file = Optional.ofNullable(onDisk.get(name)).map(DiskFile::of);
      entry(prefix + name, file, verdict, visitor);
    }
  }

  private Set<String> overlaysIn(String prefix) {
    Set<String> names = new TreeSet<>();
    for (String path : overlay.tailMap(prefix, true).keySet()) {
      if (!path.startsWith(prefix)) {
        break;
      }
      int slash = path.indexOf('/', prefix.length());
      names.add(path.substring(prefix.length(), slash < 0 ? path.length() : slash));
    }
    return names;
  }

  private void entry(
      String path,
      Optional<DiskFile> disk,
      DockerIgnore.Verdict parent,
      ContextEntry.Visitor visitor)
      throws IOException {
    byte[] replaced = overlay.get(path);
    if (replaced != null) {
      visitor.visit(overlaid(path, disk, replaced));
    } else if (disk.isPresent()) {
      onDisk(path, disk.get(), parent, visitor);
    } else {
      visitor.visit(newFolder(path));
      folder(path + "/", Optional.empty(), DockerIgnore.Verdict.ofRoot(), visitor);
    }
  }

  private ContextEntry overlaid(String path, Optional<DiskFile> disk, byte[] content) {
    Optional<DiskFile> file = disk.filter(DiskFile::isRegular);
    return new ContextEntry(
        path,
        ContextEntry.Type.FILE,
        file.map(DiskFile::mode).orElse(NEW_FILE),
        file.map(DiskFile::modified).orElse(modified),
        "",
        ContextEntry.Content.of(content));
  }

  private ContextEntry newFolder(String path) {
    return new ContextEntry(
        path, ContextEntry.Type.FOLDER, NEW_FOLDER, modified, "", ContextEntry.Content.none());
  }

  private void onDisk(
      String path, DiskFile disk, DockerIgnore.Verdict parent, ContextEntry.Visitor visitor)
      throws IOException {
    DockerIgnore.Verdict verdict = ignore.judge(path, parent);
    boolean sent = !verdict.excluded() || kept.contains(path);
    Optional<ContextEntry> entry = sent ? disk.entry(path) : Optional.empty();
    if (entry.isPresent()) {
      visitor.visit(entry.get());
    }
    if (disk.isFolder() && (sent || ignore.mayHoldExceptions(path) || holdsMore(path))) {
      folder(path + "/", Optional.of(disk.path()), verdict, visitor);
    }
  }

  /** Whether an overlay or a kept file is below a folder: as if an exception named it. */
  private boolean holdsMore(String path) {
    return !overlaysIn(path + "/").isEmpty()
        || kept.stream().anyMatch(other -> other.startsWith(path + "/"));
  }
}
