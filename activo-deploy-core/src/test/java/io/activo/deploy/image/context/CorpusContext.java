package io.activo.deploy.image.context;

import io.activo.deploy.Corpus;
import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the folders that rows of the corpora were recorded with. */
final class CorpusContext {
  static final FileTime MODIFIED = FileTime.fromMillis(1_700_000_000_000L);

  private CorpusContext() {}

  /** The context of a row, below a folder for all of them. */
  static BuildContext of(LiveObject row, Path temp) throws IOException {
    Map<String, Object> files = new TreeMap<>(contexts().object(row.text("context")).content());
    files.putAll(row.object("extra_files").content());
    Path folder = Files.createDirectory(temp.resolve(row.text("id")));
    for (Map.Entry<String, Object> file : files.entrySet()) {
      write(folder, file.getKey(), new LiveObject(Json.parseObject(Json.print(file.getValue()))));
    }
    String encoded = row.text("dockerignore_base64");
    byte[] ignore =
        encoded.isEmpty()
            ? row.text("dockerignore").getBytes(StandardCharsets.UTF_8)
            : Base64.getDecoder().decode(encoded);
    if (row.value("dockerignore").isPresent()) {
      Files.write(folder.resolve(".dockerignore"), ignore);
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!Files.isSymbolicLink(path)) {
          Files.setLastModifiedTime(path, MODIFIED);
        }
      }
    }
    return new BuildContext(folder, folder.resolve(row.text("dockerfile")), Map.of());
  }

  private static LiveObject contexts() throws IOException {
    Path file = Corpus.folder().resolve("dockerignore/dockerbuild-contexts.json");
    return new LiveObject(Json.parseObject(Files.readString(file))).object("contexts");
  }

  private static void write(Path folder, String name, LiveObject file) throws IOException {
    Path path = DiskFile.resolve(folder, name);
    if (file.value("dir").isPresent()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (!file.text("link").isEmpty()) {
      Files.createSymbolicLink(path, Path.of(file.text("link")));
      return;
    }
    Files.writeString(path, file.value("c").map(Object::toString).orElse(name + "\n"));
    int mode = (int) file.number("mode").orElse(0644);
    Files.setAttribute(path, "unix:mode", mode);
  }
}
