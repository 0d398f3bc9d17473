package io.activo.deploy.image.context;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** What a context's tar holds, in order. */
record TarListing(int bytes, List<TarArchiveEntry> entries, Map<String, byte[]> contents) {

  static TarListing of(BuildContext context) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    context.writeTo(out);
    List<TarArchiveEntry> entries = new ArrayList<>();
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()), "UTF-8")) {
      for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        entries.add(e);
        contents.put(e.getName(), in.readAllBytes());
      }
    }
    return new TarListing(out.size(), entries, contents);
  }

  List<String> names() {
    return entries.stream().map(TarArchiveEntry::getName).toList();
  }

  TarArchiveEntry entry(String name) {
    return entries.stream().filter(e -> e.getName().equals(name)).findFirst().orElseThrow();
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(contents.get(name))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
